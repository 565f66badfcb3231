import type { Form } from '../rest/form.ts'
import { idIn, jsonAt, textIn, type StripeObject } from '../json.ts'

/** Whether a row belongs into a list that is filtered so. */
export type Filter = (row: StripeObject, value: Form) => boolean

/** One kind of object: where it is listed, how its ids begin, and what its list can be filtered by. */
export interface Kind {
  /** Below `/v1/`. */
  readonly path: string
  readonly object: string
  readonly prefix: string
  /** Of a restricted key: `rak_<permission>_read`. */
  readonly permission: string
  /** Whether the list knows `created`. */
  readonly created: boolean
  readonly filters: Readonly<Record<string, Filter>>
  /** The filters that name a row's parent in its table, so that nothing else is looked at. */
  readonly parents?: readonly string[]
  /** Without any filter only these are listed. */
  readonly usual?: (row: StripeObject, query: Readonly<Record<string, Form>>) => boolean
  /** What keeps a list from being answered, for those that want a filter. */
  readonly needs?: string
}

/** The row's reference or word at this path is the one that is asked for. */
export function same(path: string): Filter {
  return (row, value) => {
    const held = jsonAt(row, path)
    return (idIn(held) ?? textIn(held)) === value
  }
}

/** A moment within `{ gt, gte, lt, lte }`, or exactly this one. */
export function within(path: string): Filter {
  return (row, value) => {
    const held = jsonAt(row, path)
    if (typeof held !== 'number') return false
    const { from, to } = rangeOf(value)
    return held >= from && held <= to
  }
}

/** Both ends included. */
export function rangeOf(value: Form): { readonly from: number; readonly to: number } {
  if (typeof value === 'string') return { from: Number(value), to: Number(value) }
  const bound = (name: string, otherwise: number, step: number) => {
    const text = Array.isArray(value) ? undefined : (value as Readonly<Record<string, Form>>)[name]
    return typeof text === 'string' ? Number(text) + step : otherwise
  }
  return {
    from: Math.max(bound('gt', -Infinity, 1), bound('gte', -Infinity, 0)),
    to: Math.min(bound('lt', Infinity, -1), bound('lte', Infinity, 0)),
  }
}
