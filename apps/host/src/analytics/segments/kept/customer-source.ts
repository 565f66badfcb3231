import type { Customer, EntityName, Profile, Row } from '@cartograph/core'
import {
  personsById,
  rowsById,
  unknownInstant,
  type Dialect,
  type Work,
} from '../../../store/index.ts'
import { factorTo, noRates } from '../../currency/rate-table.ts'
import { storedRates } from '../../currency/stored-rates.ts'
import { cartFact, checkoutFact } from '../../facts/cart-facts.ts'
import { orderFact } from '../../facts/order-facts.ts'
import { disputeFact, paymentFact } from '../../facts/payment-facts.ts'
import { storeOf } from '../../facts/row-amounts.ts'
import { saidOf } from '../../reading/said-of.ts'
import { recurringFact } from '../../subscriptions/recurring.ts'
import { eventFact } from '../event-fact.ts'
import type { KnownPerson, SegmentSource } from '../source.ts'
import type { GatheredRows, OwnedRow } from './gather-rows.ts'
import type { KeptScene } from './kept-scene.ts'

const dayMs = 86_400_000

/** What segments know of some customers is computed from: the same facts as of all customers, of these alone. */
export function* customerSource(
  dialect: Dialect,
  org: string,
  customers: readonly string[],
  rows: GatheredRows,
  scene: KeptScene,
): Work<SegmentSource> {
  const { clockOf, now, asOf } = scene
  const orders = owned(rows, 'order')
  const guests = yield* guestsAmong(
    dialect,
    org,
    orders.flatMap(({ row }) => row.customerId ?? []),
  )
  const refunds = Map.groupBy(plain(rows, 'refund'), ({ orderId }) => orderId)
  const orderFacts = orders.flatMap(({ row, customer }) => {
    const anonymous = `order:${row.id}`
    const fact = orderFact(row, refunds.get(row.id) ?? [], {
      clockOf,
      customer: customer === anonymous ? undefined : customer,
      isGuest:
        row.customerId === undefined || row.customerId === null || guests.has(row.customerId),
    })
    return fact ?? []
  })
  const currencies = new Set(orderFacts.map(({ currency }) => currency))
  currencies.delete(scene.currency)
  const days = orderFacts.flatMap(({ day, refunds: back }) => [
    day,
    ...back.map((each) => each.day),
  ])
  const range = { from: Math.min(...days, asOf), to: Math.max(...days, asOf) }
  const rates =
    currencies.size === 0
      ? noRates
      : yield* storedRates(dialect, org, [...currencies, scene.currency], range)
  return {
    facts: {
      orders: orderFacts,
      payments: plain(rows, 'payment').flatMap(
        (row) => paymentFact(row, clockOf(storeOf(row))) ?? [],
      ),
      disputes: plain(rows, 'dispute').map((row) => disputeFact(row, clockOf(row.connection))),
      carts: [
        ...orders.flatMap(({ row, customer }) => {
          const source = { clock: clockOf(storeOf(row)), customer, now }
          return checkoutFact(row, source) ?? []
        }),
        ...owned(rows, 'cart').flatMap(({ row, customer }) => {
          const source = { clock: clockOf(storeOf(row)), customer, now }
          return cartFact(row, source) ?? []
        }),
      ],
      loose: [],
    },
    asOf,
    factor: factorTo(rates, scene.currency),
    persons: yield* knownPersons(dialect, org, customers),
    subscriptions: owned(rows, 'subscription').flatMap(
      ({ row, customer }) => recurringFact(row, { clock: clockOf(storeOf(row)), customer }) ?? [],
    ),
    products: [],
    events: owned(rows, 'event').flatMap(
      ({ row, customer }) => eventFact(row, { clock: clockOf(storeOf(row)), customer }) ?? [],
    ),
    storeCountry: scene.storeCountry,
  }
}

/** Rows were checked when they were written. */
function owned<Name extends EntityName>(
  rows: GatheredRows,
  entity: Name,
): readonly { readonly row: Row<Name>; readonly customer: string }[] {
  return (rows.get(entity) ?? []) as readonly (OwnedRow & { readonly row: Row<Name> })[]
}

function plain<Name extends EntityName>(rows: GatheredRows, entity: Name): readonly Row<Name>[] {
  return owned(rows, entity).map(({ row }) => row)
}

function* guestsAmong(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
): Work<ReadonlySet<string>> {
  const rows = yield* rowsById(dialect, org, 'customer', [...new Set(ids)])
  const guests = [...rows.values()].filter(
    ({ data, deleted }) => !deleted && (JSON.parse(data) as Customer).isGuest === true,
  )
  return new Set(guests.map(({ id }) => id))
}

function* knownPersons(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
): Work<readonly KnownPerson[]> {
  const persons = yield* personsById(dialect, org, ids)
  const profiles = yield* rowsById(dialect, org, 'profile', ids)
  return [...persons.values()].flatMap(({ id, since, deletedAt }) => {
    if (deletedAt !== undefined) return []
    const profile = profiles.get(id)
    const isThere = profile !== undefined && !profile.deleted
    const said = saidOf(isThere ? (JSON.parse(profile.data) as Profile) : undefined)
    const day = since === unknownInstant ? undefined : Math.floor(since / dayMs)
    return Object.assign({ id, since: day }, said)
  })
}
