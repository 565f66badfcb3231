import type { Json, JsonObject } from '@cartograph/core'

/** What happens, and who answers it with what. */
export interface Automation {
  readonly id: string
  readonly on: AutomationTrigger
  /** Rows of these connections alone. Undefined: of all. */
  readonly connections: readonly string[] | undefined
  /** Asked when it happens, and again before each step. */
  readonly when?: Json
  /** Whom it is about must be in all of these segments, and in none of those. */
  readonly in: readonly string[]
  readonly notIn: readonly string[]
  /** Asked before each step, of what is so then. Default: `when`. */
  readonly still?: Json
  readonly steps: readonly AutomationStepSettings[]
  /** What happened before the automation was there counts too. */
  readonly onHistory: boolean
  /** What happened longer ago is not answered any more. */
  readonly withinMs: number
  readonly purpose: 'transactional' | 'marketing'
  /** What it means that nobody knows whether a person agreed. */
  readonly consent: 'required' | 'assumed'
  /** Messages of this automation to one address. */
  readonly most?: MessageLimit
  /** More runs in an hour stop it until a person lets it go on. */
  readonly brake: number
  /** Steps in a minute. */
  readonly perMinute: number
  readonly language?: string
  readonly paused: boolean
}

/** What is waited for: a word such as `order.paid`, or the type of any event. */
export interface AutomationTrigger {
  readonly event: string
  /** Of `segment.entered` and `segment.left`. */
  readonly segment?: string
  /** Of `product.priceDrop`: by which share of the price before, at the least. */
  readonly drop?: number
  /** Of `birthday`: hours and minutes, in the zone of the person. */
  readonly at?: string
  /** Of `birthday`: so many days before it. */
  readonly daysBefore?: number
  /** Of `customer.updated`: only changes of these. */
  readonly properties?: readonly string[]
}

export interface MessageLimit {
  readonly most: number
  readonly withinMs: number
}

export interface AutomationStepSettings {
  /** After the step before it, or after what happened. */
  readonly afterMs: number
  /** The step is left out where it is not so. */
  readonly when?: Json
  /** Expressions that templates read as `values.…`. */
  readonly values: JsonObject
  readonly deed: AutomationDeed
}

export type AutomationDeed =
  | {
      readonly action: 'mail'
      readonly through: string
      readonly to: 'customer' | readonly string[]
      readonly subject: string
      readonly text?: string
      readonly html?: string
      readonly replyTo?: string
    }
  | { readonly action: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly action: 'set'; readonly properties: JsonObject }
  | {
      readonly action: 'webhook'
      readonly through: string
      readonly key: string
      readonly body: JsonObject
    }
  | { readonly action: 'slack'; readonly through: string; readonly text: string }
  | {
      readonly action: 'act'
      readonly through: string
      readonly input: JsonObject
      /** It reaches the person, and so keeps limits and quiet hours. */
      readonly toCustomer: boolean
    }

/** What holds for everything that automations send to people. */
export interface ContactingSettings {
  /** The action that mails go through where a step names none. */
  readonly mail?: string
  readonly slack?: string
  /** Hours and minutes in the zone of the person, between which nothing of marketing is sent. */
  readonly quietHours?: { readonly from: string; readonly to: string }
  /** Messages of all automations together to one address. */
  readonly most?: MessageLimit
  /** Parameters of links, with `{automation}` and `{step}`. Undefined: the usual ones, of what is sent to people. */
  readonly campaign?: ReadonlyMap<string, string>
}

export const defaultContacting: ContactingSettings = {}
