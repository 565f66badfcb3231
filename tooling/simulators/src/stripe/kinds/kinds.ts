import { billingKinds } from './billing-kinds.ts'
import { catalogueKinds } from './catalogue-kinds.ts'
import type { Kind } from './kind.ts'
import { moneyKinds } from './money-kinds.ts'
import { paymentsKinds } from './payments-kinds.ts'
import { peopleKinds } from './people-kinds.ts'

/**
 * Every kind of object that can be listed, with the parameters of its list.
 *
 * Which parameters there are is as in the list parameters of stripe@23.1.0, API version 2026-10-28.endive. The names of
 * permissions are known for few of them and follow one pattern for the others.
 *
 * @see https://docs.stripe.com/api/pagination (read 2026-11-22)
 */
export const kinds = {
  ...peopleKinds,
  ...catalogueKinds,
  ...billingKinds,
  ...paymentsKinds,
  ...moneyKinds,
} as const satisfies Readonly<Record<string, Kind>>

export type KindName = keyof typeof kinds

export const kindNames = Object.keys(kinds) as readonly KindName[]

export function kindOf(name: KindName): Kind {
  return kinds[name]
}

// The longest first: `sub_sched_…` is no `sub_…`.
const byPrefix = kindNames
  .map((name) => [kinds[name].prefix, name] as const)
  .toSorted(([one], [other]) => other.length - one.length)

/** The kind that an id tells by its beginning; coupons and plans may be called anything. */
export function kindOfId(id: string): KindName | undefined {
  return byPrefix.find(([prefix]) => id.startsWith(prefix))?.[1]
}
