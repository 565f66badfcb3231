import { fault } from '@cartograph/core'
import type { Facts } from '../metrics/view.ts'

/** The facts of some stores, all of them where none is named. */
export function inStores(facts: Facts, stores: readonly string[] | undefined): Facts {
  if (stores === undefined || stores.length === 0) return facts
  const known = new Set(Object.values(facts).flatMap((each: Facts[keyof Facts]) => storesIn(each)))
  const missing = stores.find((store) => !known.has(store))
  if (missing !== undefined) throw noSuchStore(missing, [...known])
  const wanted = new Set(stores)
  const isWanted = ({ store }: { readonly store: string }) => wanted.has(store)
  return {
    orders: facts.orders.filter(isWanted),
    payments: facts.payments.filter(isWanted),
    disputes: facts.disputes.filter(isWanted),
    carts: facts.carts.filter(isWanted),
    loose: facts.loose.filter(isWanted),
  }
}

export function noSuchStore(store: string, known: readonly string[]): Error {
  return fault({
    kind: 'config',
    message: `Nothing is known of a store "${store}".`,
    hint: `Stores with orders, payments or carts: ${known.toSorted().join(', ') || 'none yet'}.`,
  })
}

function storesIn(facts: readonly { readonly store: string }[]): readonly string[] {
  return facts.map(({ store }) => store)
}
