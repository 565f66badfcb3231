import type { JsonObject } from '@cartograph/core'
import type { noticeLanguages } from './notice-shape.ts'

export type NoticeLanguage = (typeof noticeLanguages)[number]

/** An action that a digest or an alert is sent through. */
export interface NoticeTarget {
  readonly connection: string
  readonly action: string
  /** `{subject}` and `{text}` are filled in. */
  readonly input: JsonObject
}

export interface Digest {
  readonly id: string
  readonly every: 'day' | 'week'
  /** Hours and minutes in the time zone of the organisation. */
  readonly at: string
  readonly to: readonly NoticeTarget[]
  /** Default: that of the insights. */
  readonly language?: NoticeLanguage
  /** Empty: all. */
  readonly stores: readonly string[]
  readonly items: number
}

export type AlertCondition = 'above' | 'below' | 'rises' | 'falls'

export interface Alert {
  readonly id: string
  readonly metric: string
  readonly over: 'day' | 'week' | 'month'
  readonly condition: AlertCondition
  /** Decimal text: whole units of the currency, or a share. */
  readonly limit: string
  /** How far back across the limit the metric must be before the alert is over, as a share of the limit. */
  readonly hysteresis: number
  readonly quietMs: number
  readonly stores: readonly string[]
  readonly language?: NoticeLanguage
  readonly to: readonly NoticeTarget[]
}

export interface InsightSettings {
  readonly language?: NoticeLanguage
  readonly model?: { readonly url: string; readonly model: string; readonly key?: string }
}

export interface QuotaSettings {
  readonly paidOrders?: number
  readonly organisations?: readonly string[]
}
