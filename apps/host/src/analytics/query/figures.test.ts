import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../calendar/day.ts'
import { dayRange } from '../calendar/range.ts'
import { noRates, rateTable } from '../currency/rate-table.ts'
import { looseRefund } from '../facts/loose-refunds.ts'
import { dimensions } from '../metrics/dimensions.ts'
import { anyOrders } from '../testing/any-order.ts'
import { berlin, ledger } from '../testing/ledger.ts'
import type { Figures } from './figure-rows.ts'
import { figuresOf, type FigureQuery } from './figures.ts'

const source = { facts: ledger, rates: noRates, today: dayOf('2026-11-02') }
const october = dayRange('2026-10-01', '2026-10-31')

function asked(query: Partial<FigureQuery>): Figures {
  return figuresOf(source, { metrics: ['net_sales', 'orders'], range: october, ...query })
}

function shown({ rows }: Figures): readonly string[] {
  return rows.map(({ group, figures }) =>
    [...group, ...figures.map(({ value }) => value)].join(' '),
  )
}

test('figures by a dimension are those of its values, and the total is that of all', () => {
  const figures = asked({ by: ['country'] })
  expect(shown(figures)).toStrictEqual(['AT 0 1', 'DE 19300 7'])
  expect(figures.total.figures).toStrictEqual([{ value: '19300' }, { value: '8' }])
})

test('periods without an order are there, and the order of dimensions is as asked', () => {
  const range = dayRange('2026-06-01', '2026-09-30')
  expect(shown(asked({ range, by: ['month'] }))).toStrictEqual([
    '2026-06 0 0',
    '2026-07 0 0',
    '2026-08 0 0',
    '2026-09 4000 1',
  ])
  expect(shown(asked({ by: ['channel', 'month'] }))).toStrictEqual([
    'till 2026-10 2000 1',
    'web 2026-10 17300 7',
  ])
})

test('a return stands in the period of its own clock', () => {
  const figures = asked({
    metrics: ['net_revenue'],
    by: ['month'],
    range: dayRange('2026-10-01', '2026-11-30'),
  })
  expect(shown(figures)).toStrictEqual(['2026-10 15200', '2026-11 4100'])
  expect(figures.rows.map(({ isIncomplete }) => isIncomplete)).toStrictEqual([false, true])
})

test('compared figures say how much they changed, new where there was nothing, and nothing of what goes on', () => {
  const figures = asked({
    by: ['month'],
    range: dayRange('2026-09-01', '2026-10-31'),
    comparison: dayRange('2026-04-01', '2026-05-31'),
  })
  expect(figures.rows.map(({ figures: [net] }) => net)).toStrictEqual([
    { value: '4000', compared: '0', delta: 'new' },
    { value: '19300', compared: '5000', delta: '2.86' },
  ])
  const going = asked({
    by: ['month'],
    range: dayRange('2026-11-01', '2026-11-30'),
    comparison: october,
  })
  expect(going.rows[0]?.figures[0]).toStrictEqual({ value: '5000', compared: '19300' })
})

test('what has no rate is in no amount, and is told of', () => {
  const figures = asked({ currency: 'SEK' })
  expect(figures.total.figures).toStrictEqual([{ value: '0' }, { value: '8' }])
  expect(figures.unconverted).toStrictEqual([{ currency: 'EUR', orders: 8n, amount: 26_100n }])
  expect(figures.isProvisional).toBe(true)
})

test('amounts are converted at the rate of their day', () => {
  const rates = rateTable([
    { day: dayOf('2026-10-01'), currency: 'SEK', rate: '11', source: 'test' },
    { day: dayOf('2026-10-20'), currency: 'SEK', rate: '12', source: 'test' },
  ])
  const figures = figuresOf(
    { ...source, rates },
    { metrics: ['gross_sales', 'returns'], range: october, currency: 'SEK' },
  )
  // 24,000 before the twentieth at 11, 3,000 after it at 12; both returns at the rate of their orders.
  expect(figures.total.figures).toStrictEqual([{ value: '300000' }, { value: '64900' }])
})

test('what does not exist or does not fit is refused in words', () => {
  expect(() => asked({ metrics: ['sales_net'] })).toThrow('There is no metric "sales_net"')
  expect(() => asked({ by: ['contry'] })).toThrow('did you mean "country"?')
  expect(() => asked({ by: ['day', 'month'] })).toThrow('cannot be by day and month at once')
  expect(() => asked({ metrics: ['disputes'], by: ['country'] })).toThrow(
    'disputes cannot be parted by country',
  )
  expect(() => asked({ stores: ['shop:paris'] })).toThrow(
    'Nothing is known of a store "shop:paris"',
  )
  expect(() => asked({ currency: 'Euro' })).toThrow('"Euro" is no currency')
})

test('amounts of several currencies are not added without being told in which', () => {
  const [order, ...others] = ledger.orders
  if (order === undefined) throw new Error('The ledger has orders.')
  const facts = { ...ledger, orders: [{ ...order, currency: 'SEK' }, ...others] }
  expect(() => figuresOf({ ...source, facts }, { metrics: ['orders'], range: october })).toThrow(
    'EUR and SEK, which do not add up',
  )
})

test('the orders of every dimension add up to all', () => {
  const range = dayRange('2024-01-01', '2026-12-31')
  fc.assert(
    fc.property(anyOrders, fc.constantFrom(...dimensions), (orders, { id }) => {
      const facts = { orders, payments: [], disputes: [], carts: [], loose: [] }
      const figures = figuresOf(
        { facts, rates: noRates, today: dayOf('2027-01-01') },
        { metrics: ['orders'], by: [id], range, currency: 'EUR' },
      )
      const sum = figures.rows.reduce((all, row) => all + Number(row.figures[0]?.value), 0)
      expect(String(sum)).toBe(figures.total.figures[0]?.value)
    }),
  )
})

test('money given back for an order that nobody can name counts on its own day', () => {
  const loose = looseRefund(
    {
      id: 'shop:r9',
      connection: 'shop',
      storeId: 'shop:berlin',
      createdAt: '2026-10-15T12:00:00.000Z',
      currency: 'EUR',
      total: 700,
    },
    () => berlin,
  )
  const facts = { ...ledger, loose: loose === undefined ? [] : [loose] }
  const figures = figuresOf(
    { ...source, facts },
    { metrics: ['net_sales', 'net_revenue', 'refunds'], by: ['country'], range: october },
  )
  expect(shown(figures)).toStrictEqual([
    '(unknown) -700 -700 700',
    'AT 0 0 6875',
    'DE 19300 15200 1125',
  ])
  expect(figures.total.figures[0]).toStrictEqual({ value: '18600' })
})

test('a value that was not there before is new, and not unknown', () => {
  const figures = asked({
    by: ['payment_method'],
    comparison: dayRange('2026-09-01', '2026-09-30'),
  })
  expect(figures.rows.map(({ group, figures: [net] }) => [group, net])).toStrictEqual([
    [['card'], { value: '15700', compared: '4000', delta: '2.925' }],
    [['invoice'], { value: '3600', compared: '0', delta: 'new' }],
  ])
})

test('figures of a segment are those of its orders, and who is new is judged by all orders', () => {
  const metrics = ['orders', 'net_sales', 'new_orders', 'net_payments', 'abandoned_checkouts']
  const of = (resource: 'customer' | 'order' | 'product', ...members: readonly string[]) =>
    asked({ metrics, segments: [{ resource, members: new Set(members) }] }).total.figures.map(
      ({ value }) => value,
    )
  expect(of('customer', 'shop:cid')).toStrictEqual(['2', '2700', '1', '3245', '1'])
  expect(of('order', 'shop:8', 'shop:14')).toStrictEqual(['2', '2000', '0', '0', '0'])
  expect(of('product', 'shop:lamp')).toStrictEqual(['2', '6000', '1', '7675', '0'])
})

test('who is new in a store may have bought in another one, where that is asked for', () => {
  const orders = ledger.orders.map((order) =>
    order.id === 'shop:1' ? Object.assign({}, order, { store: 'shop:wien' }) : order,
  )
  const fresh = (newAnywhere: boolean) =>
    figuresOf(
      { ...source, facts: { ...ledger, orders } },
      { metrics: ['new_customers'], range: october, stores: ['shop:berlin'], newAnywhere },
    ).total.figures[0]?.value
  expect([fresh(false), fresh(true)]).toStrictEqual(['5', '4'])
})
