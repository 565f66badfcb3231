import type * as z from 'zod'
import type { StripeObject } from './client.ts'

/** A permission of restricted keys: its name, and what the page of the key calls it. */
export interface Permission {
  readonly resource: string
  readonly label: string
}

/** A list of what belongs to one object: its id stands in the route, or in a parameter. */
export interface ParentList {
  readonly route: `/v1/${string}`
  readonly parameter?: string
}

interface AnyKind {
  /** What objects and events call it: `checkout.session`. */
  readonly object: string
  readonly schema: z.ZodType<StripeObject>
  readonly permission: Permission
  /**
   * 'reported': an event says so. 'absent': a complete list without it does. 'never': it cannot be deleted; what is over, such as
   * a cancelled subscription, is a state of it.
   */
  readonly deletes: 'never' | 'reported' | 'absent'
}

/** A kind of object that has a list of its own. */
export interface ListedKind extends AnyKind {
  readonly path: `/v1/${string}`
  /** Whether the list filters by `created`, so that it can be cut into ranges and later be read on from where it was. */
  readonly created: boolean
  /** The field that holds that instant. Default `created`. */
  readonly instant?: 'created' | 'date'
  /** 'fromStart': not read if made before the setting `startDate`. */
  readonly history: 'whole' | 'fromStart'
  /** What the list needs to be whole. */
  readonly query?: Readonly<Record<string, string>>
  /** The same, where it is not certain that Stripe knows it. */
  readonly uncertainQuery?: Readonly<Record<string, string>>
  /** Fields that only come when asked for; events never carry them. */
  readonly expand?: readonly string[]
  /** A list inside the object, of which the first ten come with it; the rest is read, so that the row is whole. */
  readonly nested?: { readonly field: string; readonly rest: ParentList }
  /** Whether objects of test clocks come only when the clock is named. */
  readonly testClocks?: true
}

/** A kind that is listed for one parent at a time, because Stripe has no list of all. */
export interface ChildKind extends AnyKind {
  readonly of: string
  /** The list inside the parent, where it has one: while it is whole, nothing is asked. */
  readonly field?: string
  readonly list: ParentList
  /** Where the row says whose it is; filled in where Stripe does not say it. */
  readonly parentField: string
  readonly getPath?: `/v1/${string}`
  /** What a check asks for to see whether it may be read. Default: the list of the parents. */
  readonly probe?: `/v1/${string}`
}
