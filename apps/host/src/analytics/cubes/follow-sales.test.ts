import { faultOf, type JsonObject } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followCustomers, isFollowed } from '../../customers/index.ts'
import { writeRows, type WrittenRow } from '../../customers/testing/commerce-rows.ts'
import { openStore, rebuildConsumer, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { answerBySums } from '../asking/answer-by-sums.ts'
import { openFigures } from '../asking/open-figures.ts'
import { questionIn } from '../asking/question.ts'
import { cartMetrics } from '../metrics/cart-metrics.ts'
import { paymentMetrics } from '../metrics/payment-metrics.ts'
import { ledgerStoreRows } from '../testing/ledger-store-rows.ts'
import { figuresBothWays } from '../testing/figures-both-ways.ts'
import { followSales } from './follow-sales.ts'
import { salesStanding } from './sales-standing.ts'

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

const metrics = ['orders', 'net_sales', 'net_revenue', 'customers', 'new_customers', 'aov_median']
const year = { from: '2026-01-01', to: '2026-12-31' }

/** Totals of a year from the sums that are kept. */
async function totals(asked: object = {}): Promise<readonly (string | undefined)[]> {
  const question = { metrics: ['orders', 'net_sales'], range: year, ...asked }
  const { bySums } = await figuresBothWays(store, question)
  return bySums?.total.figures.map(({ value }) => value) ?? []
}

function follow(zone?: string) {
  return followSales(store, { signal, ...(zone !== undefined && { zoneOf: () => zone }) })
}

function sale(id: string, row: JsonObject = {}): WrittenRow {
  const common = { connection: 'shop', status: 'paid', currency: 'EUR', total: 1000 }
  const placedAt = '2026-03-01T23:30:00.000Z'
  return { entity: 'order', id: `shop:${id}`, row: { ...common, placedAt, ...row } }
}

/** What a customer bought at noon of a day. */
function bought(day: string, row: JsonObject): JsonObject {
  return { customerId: 'shop:c', placedAt: `${day}T12:00:00.000Z`, ...row }
}

function mugs(cost: number | null): WrittenRow {
  return { entity: 'product', id: 'shop:p', row: { connection: 'shop', currency: 'EUR', cost } }
}

function buyer(id: string, email: string): WrittenRow {
  const createdAt = '2026-01-01T00:00:00.000Z'
  return { entity: 'customer', id, row: { connection: 'shop', email, createdAt } }
}

function attempt(id: string, status: string, hour: number): WrittenRow {
  const createdAt = `2026-03-01T${hour}:00:00.000Z`
  const row = { connection: 'shop', orderId: 'shop:1', status, amount: 1000, currency: 'EUR' }
  return { entity: 'payment', id: `shop:${id}`, row: { ...row, createdAt } }
}

test('the sums of the ledger are those of its rows', async () => {
  await writeRows(store, ledgerStoreRows)
  expect(await follow()).toStrictEqual({ rows: 36, rebuilt: true })
  const { bySums, byRows } = await figuresBothWays(store, {
    metrics: [...metrics, 'new_sales', 'repeat_rate_period'],
    by: ['month', 'country'],
    range: year,
    compare: 'year',
  })
  expect(bySums).toStrictEqual(byRows)
})

test('payments, disputes and carts of the ledger are summed as their rows are', async () => {
  await writeRows(store, ledgerStoreRows)
  await follow()
  const { bySums, byRows } = await figuresBothWays(store, {
    metrics: [...paymentMetrics, ...cartMetrics].map(({ id }) => id),
    by: ['month', 'store'],
    range: year,
    compare: 'year',
  })
  expect(bySums).toStrictEqual(byRows)
})

test('a cart counts an hour after it was touched, though no row of it changes', async () => {
  const updatedAt = '2026-03-01T12:00:00.000Z'
  const row = { connection: 'shop', status: 'open', email: 'a@example.com', createdAt: updatedAt }
  await writeRows(store, [sale('1'), { entity: 'cart', id: 'shop:k', row: { ...row, updatedAt } }])
  await follow()
  const left = async (now: string) => {
    const answer = await store.read((dialect, org) =>
      answerBySums(dialect, org, {
        question: questionIn({ metrics: ['abandoned_checkouts'], range: year }),
        segments: [],
        today: 20_600,
        now: Date.parse(now),
        onlyCurrent: true,
      }),
    )
    return answer?.total.figures[0]?.value
  }
  expect(await left('2026-03-01T12:59:59.999Z')).toBe('0')
  expect(await left('2026-03-01T13:00:00.000Z')).toBe('1')
})

test('a failed payment is recovered once its order is paid, and no longer when that payment goes', async () => {
  await writeRows(store, [sale('1'), attempt('y1', 'failed', 10)])
  await follow()
  expect(await totals({ metrics: ['recovered_payments'] })).toStrictEqual(['0'])
  await writeRows(store, [attempt('y2', 'paid', 11)])
  await follow()
  expect(await totals({ metrics: ['recovered_payments'] })).toStrictEqual(['1'])
  await writeRows(store, [{ entity: 'payment', id: 'shop:y2', row: undefined }])
  await follow()
  expect(await totals({ metrics: ['recovered_payments'] })).toStrictEqual(['0'])
})

test('a second run with nothing new does nothing', async () => {
  await writeRows(store, [sale('1')])
  await follow()
  expect(await follow()).toStrictEqual({ rows: 0, rebuilt: false })
})

test('there is no answer from sums before they are made, and none that is called current while they are behind', async () => {
  await writeRows(store, [sale('1')])
  expect(await totals()).toStrictEqual([])
  await follow()
  expect(await totals()).toStrictEqual(['1', '1000'])
  await writeRows(store, [sale('2')])
  expect(await store.read(salesStanding)).toStrictEqual({ isMade: true, isCurrent: false })
  expect(await totals()).toStrictEqual([])
})

test('orders that change, go or no longer count are in no sum any more', async () => {
  await writeRows(store, [sale('1'), sale('2'), sale('3'), sale('4')])
  await follow()
  await writeRows(store, [
    sale('1', { total: 300 }),
    sale('2', { status: 'cancelled' }),
    { entity: 'order', id: 'shop:3', row: undefined },
  ])
  await follow()
  expect(await totals()).toStrictEqual(['2', '1300'])
})

test('a day is another one once the zone of its store is another one', async () => {
  const first = { range: { from: '2026-03-01', to: '2026-03-01' } }
  await writeRows(store, [sale('1')])
  await follow('UTC')
  expect(await totals(first)).toStrictEqual(['1', '1000'])
  await follow('Europe/Berlin')
  expect(await totals(first)).toStrictEqual(['0', '0'])
  const row = { connection: 'shop', timeZone: 'America/New_York' }
  await writeRows(store, [{ entity: 'store', id: 'shop', row }])
  await follow('Europe/Berlin')
  expect(await totals(first)).toStrictEqual(['1', '1000'])
})

test('a store whose zone does not exist is told of, and holds up no other', async () => {
  await writeRows(store, [
    sale('1', { storeId: 'shop:mars' }),
    sale('2', { storeId: 'shop:earth' }),
    {
      entity: 'store',
      id: 'shop:mars',
      row: { connection: 'shop', timeZone: 'Mars/Phobos' },
    },
  ])
  await follow()
  const door = openFigures({ store, connections: [], personsAreCurrent: isFollowed })
  const asked = { metrics: ['orders'], range: year }
  const { total } = await door.ask(questionIn({ ...asked, stores: ['shop:earth'] }), signal)
  expect(total.figures).toStrictEqual([{ value: '1' }])
  await expect(door.ask(questionIn(asked), signal)).rejects.toThrow(
    'The store "shop:mars" has the time zone "Mars/Phobos", which does not exist.',
  )
})

test('hours are those of the store in the night when clocks go back', async () => {
  await writeRows(store, [
    sale('1', { placedAt: '2026-10-25T00:30:00.000Z' }),
    sale('2', { placedAt: '2026-10-25T01:30:00.000Z' }),
    sale('3', { placedAt: '2026-10-25T22:30:00.000Z' }),
  ])
  await follow('Europe/Berlin')
  const { bySums } = await figuresBothWays(
    store,
    {
      metrics: ['orders'],
      by: ['day', 'hour'],
      range: year,
    },
    { zoneOf: () => 'Europe/Berlin' },
  )
  expect(
    bySums?.rows.map(({ group, figures }) => group.concat(figures[0]?.value ?? '')),
  ).toStrictEqual([
    ['2026-10-25', '02', '2'],
    ['2026-10-25', '23', '1'],
  ])
})

test('an order that comes late is the first of its customer, and the one that was is no more', async () => {
  const by = { metrics: ['new_sales', 'returning_sales'], range: year }
  await writeRows(store, [sale('2', bought('2026-05-01', { total: 200 }))])
  await follow()
  expect(await totals(by)).toStrictEqual(['200', '0'])
  await writeRows(store, [sale('1', bought('2026-04-01', { total: 100 }))])
  await follow()
  expect(await totals(by)).toStrictEqual(['100', '200'])
  await writeRows(store, [{ entity: 'order', id: 'shop:1', row: undefined }])
  await follow()
  expect(await totals(by)).toStrictEqual(['200', '0'])
})

test('of a customer whose first order comes last no other order is of somebody new', async () => {
  await writeRows(store, [
    sale('2', bought('2026-05-01', { channel: 'web' })),
    sale('3', bought('2026-05-20', { channel: 'till' })),
  ])
  await follow()
  await writeRows(store, [sale('1', bought('2026-04-01', { channel: 'web' }))])
  await follow()
  const { bySums } = await figuresBothWays(store, {
    metrics: ['customers', 'new_customers'],
    by: ['channel'],
    range: { from: '2026-05-01', to: '2026-05-31' },
  })
  expect(
    bySums?.rows.map(({ group, figures }) => group.concat(figures[1]?.value ?? '')),
  ).toStrictEqual([
    ['till', '0'],
    ['web', '0'],
  ])
})

test('what goods cost counts for all orders with them as soon as it is known', async () => {
  const lines = [{ id: '1', productId: 'shop:p', quantity: 2, total: 1000 }]
  await writeRows(store, [sale('1', { lines }), mugs(null)])
  await follow()
  expect(await totals({ metrics: ['cogs', 'cost_coverage'] })).toStrictEqual(['0', '0'])
  await writeRows(store, [mugs(300)])
  await follow()
  expect(await totals({ metrics: ['cogs', 'cost_coverage'] })).toStrictEqual(['600', '1'])
})

test('two who turn out to be one person are one customer', async () => {
  await writeRows(store, [
    buyer('shop:a', 'a@example.com'),
    buyer('shop:b', 'b@example.com'),
    sale('1', { customerId: 'shop:a' }),
    sale('2', { customerId: 'shop:b' }),
  ])
  await followCustomers(store, { signal })
  await follow()
  expect(await totals({ metrics: ['customers'] })).toStrictEqual(['2'])
  await writeRows(store, [buyer('shop:b', 'a@example.com')])
  await followCustomers(store, { signal })
  expect(await store.read(salesStanding)).toStrictEqual({ isMade: true, isCurrent: false })
  await follow()
  expect(await totals({ metrics: ['customers'] })).toStrictEqual(['1'])
})

test('of two who follow at the same time each change counts once', async () => {
  await writeRows(
    store,
    Array.from({ length: 600 }, (_, index) => sale(String(index))),
  )
  const ends = await Promise.allSettled([follow(), follow(), follow()])
  const refusals = ends.flatMap((end) =>
    end.status === 'rejected' ? [faultOf(end.reason).kind] : [],
  )
  expect(refusals.every((kind) => kind === 'conflict')).toBe(true)
  await follow()
  expect(await totals()).toStrictEqual(['600', '600000'])
})

test('sums that were made in another way are made anew from all rows', async () => {
  await writeRows(store, [sale('1')])
  await follow()
  await store.write((dialect, org) => rebuildConsumer(dialect, org, 'computed:figures', 'old', 0))
  expect(await follow()).toStrictEqual({ rows: 1, rebuilt: true })
  expect(await totals()).toStrictEqual(['1', '1000'])
})
