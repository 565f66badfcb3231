import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeRows } from '../../customers/testing/commerce-rows.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { ledgerStoreRows } from '../testing/ledger-store-rows.ts'
import { figuresBothWays } from '../testing/figures-both-ways.ts'
import { followSales } from './follow-sales.ts'

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

test('the sums of the ledger are those of its rows', async () => {
  await writeRows(store, ledgerStoreRows)
  expect(await followSales(store, { signal })).toStrictEqual({ rows: 22, rebuilt: true })
  const { bySums, byRows } = await figuresBothWays(store, {
    metrics: [
      'orders',
      'net_sales',
      'net_revenue',
      'customers',
      'new_customers',
      'aov_median',
      'new_sales',
      'repeat_rate_period',
    ],
    by: ['month', 'country'],
    range: { from: '2026-01-01', to: '2026-12-31' },
    compare: 'year',
  })
  expect(bySums).toStrictEqual(byRows)
})
