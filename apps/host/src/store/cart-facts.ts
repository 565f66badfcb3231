import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import type { CartFactTable } from './checkout-tables.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'

/** A cart, or an order that was begun and not paid. */
export type KeptCart = Readonly<Omit<CartFactTable, 'org'>>

const columns = [
  'kind',
  'id',
  'store',
  'currency',
  'customer',
  'day',
  'at',
  'left_at',
  'amount',
  'recovered',
] as const
const writeCart = insertOrReplace('cart_fact', ['org', ...columns])
const dropCart = deleteMatching('cart_fact', ['org', 'kind', 'id'])

export function* changeCarts(
  _dialect: Dialect,
  org: string,
  written: readonly KeptCart[],
  dropped: readonly Pick<KeptCart, 'kind' | 'id'>[],
): Work<void> {
  yield* bulk(
    dropCart,
    dropped.map(({ kind, id }) => [org, kind, id]),
  )
  yield* bulk(
    writeCart,
    written.map((cart) => [org, ...columns.map((name) => cart[name])]),
  )
}

/** The carts of some records that are of another person than their facts say. */
export function* movedCarts(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<readonly Pick<KeptCart, 'kind' | 'id'>[]> {
  if (members.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_trace')
      .innerJoin('person_member', (join) =>
        join
          .onRef('person_member.org', '=', 'person_trace.org')
          .onRef('person_member.id', '=', 'person_trace.member'),
      )
      .innerJoin('cart_fact', (join) =>
        join
          .onRef('cart_fact.org', '=', 'person_trace.org')
          .onRef('cart_fact.kind', '=', 'person_trace.entity')
          .onRef('cart_fact.id', '=', 'person_trace.id'),
      )
      .select(['cart_fact.kind', 'cart_fact.id'])
      .distinct()
      .where('person_trace.org', '=', org)
      .where('person_trace.member', 'in', within(members))
      .whereRef('cart_fact.customer', '<>', 'person_member.person'),
  )
}
