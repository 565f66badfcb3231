import type { Form, FormObject } from '../rest/form.ts'
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
  /** Up to this version it does not. */
  readonly undatedUpTo?: string
  readonly filters: Readonly<Record<string, Filter>>
  /** The filters that name a row's parent in its table, so that nothing else is looked at. */
  readonly parents?: readonly string[]
  /** Without any filter only these are listed. */
  readonly usual?: (row: StripeObject, query: FormObject) => boolean
}

/** A kind whose list knows nothing but paging and, mostly, `created`. */
export function kind(
  path: string,
  object: string,
  prefix: string,
  permission: string,
  created = true,
) {
  return { path, object, prefix, permission, created, filters: {} }
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

/** Each of the words that were sent stands below this property. */
export function matching(property: string): Filter {
  return (row, value) =>
    typeof value === 'object' &&
    Object.entries(value).every(([key, sent]) => jsonAt(row[property], key) === sent)
}

/** Filters that several kinds have. */
export const filterBy = {
  active: { active: same('active') },
  customer: { customer: same('customer'), customer_account: same('customer_account') },
  status: { status: same('status') },
  testClock: { test_clock: same('test_clock') },
} as const

/** Test clocks keep their customers, and what hangs on these, out of lists that do not ask for them. */
export function offClock(row: StripeObject, query: FormObject): boolean {
  return query['test_clock'] !== undefined || typeof row['test_clock'] !== 'string'
}
