import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followCustomers } from '../../customers/index.ts'
import { writeRows, type WrittenRow } from '../../customers/testing/commerce-rows.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, usualStoreKind, type StorePlace } from '../../testing/test-stores.ts'
import { dayOf } from '../calendar/day.ts'
import { keepRates } from '../currency/stored-rates.ts'
import type { Membership } from '../query/in-segment.ts'
import { anyChange, anyQuestion } from '../testing/any-change.ts'
import { figuresBothWays } from '../testing/figures-both-ways.ts'
import { followSales } from './follow-sales.ts'

/** So many changes in one run, fewer where every statement is for another process; `FIGURE_CHANGES=10000` for a long one, `FIGURE_SEED` for others. */
const usualCount = usualStoreKind() === 'postgres' ? 150 : 600
const changeCount = Number(process.env['FIGURE_CHANGES'] ?? usualCount)
const seed = Number(process.env['FIGURE_SEED'] ?? 20_261_125)
const perPage = 12

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const { signal } = new AbortController()
const segments = new Map<string, Membership>([
  ['buyers', { resource: 'customer', members: new Set(['shop:c1', 'shop:c2', 'shop:c3']) }],
  ['things', { resource: 'product', members: new Set(['shop:p1', 'shop:p2']) }],
  ['papers', { resource: 'order', members: new Set(['shop:o1', 'shop:o2', 'shop:o9']) }],
])

test('after any changes the sums are those of the rows', { timeout: 600_000 }, async () => {
  await store.write((dialect, org) =>
    keepRates(
      dialect,
      org,
      [
        { day: dayOf('2026-03-20'), currency: 'SEK', rate: '11.5', source: 'ECB' },
        { day: dayOf('2026-04-05'), currency: 'SEK', rate: '12.25', source: 'ECB' },
      ],
      'ECB',
    ),
  )
  await writeRows(store, firstOrders)
  const changes = fc.sample(anyChange, { numRuns: changeCount, seed })
  const questions = fc.sample(anyQuestion, { numRuns: Math.ceil(changeCount / perPage), seed })
  for (const [index, question] of questions.entries()) {
    const page = onePerRow(changes.slice(index * perPage, (index + 1) * perPage))
    await writeRows(store, page, index % 3 === 0 ? 'bulk' : 'live')
    // Who bought is found out before, after, or later.
    if (index % 4 === 0) await followCustomers(store, { signal })
    await followSales(store, { signal })
    if (index % 4 === 1) {
      await followCustomers(store, { signal })
      await followSales(store, { signal })
    }
    const { bySums, byRows } = await figuresBothWays(store, question, { segments })
    expect({ question, figures: bySums }).toStrictEqual({ question, figures: byRows })
  }
})

function onePerRow(rows: readonly WrittenRow[]): readonly WrittenRow[] {
  return [...new Map(rows.map((row) => [`${row.entity}/${row.id}`, row])).values()]
}

/** One order in each store, so that each may be asked for. */
const firstOrders: readonly WrittenRow[] = [1, 2, 3].map((number) => ({
  entity: 'order',
  id: `shop:first${number}`,
  row: {
    connection: 'shop',
    storeId: `shop:s${number}`,
    status: 'paid',
    placedAt: '2026-04-10T12:00:00.000Z',
    currency: 'EUR',
    total: 1000 * number,
  },
}))
