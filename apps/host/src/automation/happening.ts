import type { EntityName, JsonObject } from '@cartograph/core'

/** A row with what was seen of it last; undefined: it was never seen. */
export interface SeenRow {
  readonly entity: EntityName
  readonly id: string
  readonly row: JsonObject
  readonly before: string | undefined
}

/** Something that is to be answered. */
export interface Happening {
  readonly transition: string
  /** Undefined: when it is noticed, and so never of what is only being looked through. */
  readonly happenedAt: number | undefined
  /** It can happen to the row again. Otherwise it is answered once, for ever. */
  readonly again: boolean
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

export interface TriggerRule {
  readonly entities: readonly EntityName[]
  /** What was there before must have been seen, or what is new cannot be told from it. */
  readonly needsSeen: boolean
  judge(seen: SeenRow): { readonly state?: string; readonly happening?: Happening }
}
