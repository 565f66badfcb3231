import { expect, test } from 'vitest'
import { dayRange } from '../calendar/range.ts'
import { factorTo, noRates } from '../currency/rate-table.ts'
import { historyOf } from '../metrics/history.ts'
import { ledger } from '../testing/ledger.ts'
import { couponCollector, couponReport } from './coupon-report.ts'
import { heatMap } from './heat-map.ts'
import { productReport } from './product-report.ts'

const range = dayRange('2026-10-01', '2026-10-31')
const factor = factorTo(noRates, 'EUR')
const options = { range, factor }

test('products are as the paper says, with classes, returns and cover', () => {
  const rows = productReport(ledger.orders, {
    ...options,
    stockOf: (product) => (product === 'shop:mug' ? 70 : undefined),
  })
  const shown = rows.map((row) => [
    row.product,
    row.class,
    row.units.toFixed(),
    row.refundedUnits.toFixed(),
    row.net.toFixed(),
    row.orders,
    row.daysOfCover?.toFixed(2),
    row.firstOrderShare?.toFixed(1),
  ])
  // Eight mugs in the month, seven of them in its last thirty days; rope is 8,700 of 19,300, mugs are 5,600, lamps 5,000.
  expect(shown).toStrictEqual([
    ['shop:rope', 'A', '4.5', '0', '8700', 3, undefined, '0.3'],
    ['shop:mug', 'A', '8', '1', '5600', 5, '300.00', '0.4'],
    ['shop:lamp', 'A', '2', '1', '5000', 2, undefined, '0.5'],
  ])
})

test('codes in capitals and small letters are one coupon', () => {
  const { coupons, withAny, aovWithout } = couponReport(ledger.orders, options)
  const shown = coupons.map((row) => [
    row.code,
    row.orders,
    row.discount.toFixed(),
    row.netSales.toFixed(),
    row.newCustomerShare?.toFixed(),
    row.aov?.toFixed(),
  ])
  expect(shown).toStrictEqual([
    ['ten', 2, '800', '6300', '0.5', '3600'],
    ['free', 1, '1000', '0', '0', undefined],
  ])
  expect(aovWithout?.toFixed()).toBe('3600')
  expect([withAny.orders, withAny.discount.toFixed(), withAny.netSales.toFixed()]).toStrictEqual([
    3,
    '1800',
    '6300',
  ])
})

test('the hour of an order is that of the clock in its store', () => {
  const cells = heatMap(ledger.orders, range, factor)
  const used = cells.flatMap(({ weekday, hour, orders, netSales }) =>
    orders === 0 ? [] : [[weekday, hour, orders, netSales.toFixed()]],
  )
  expect(cells.length).toBe(168)
  expect(used).toStrictEqual([
    [1, 14, 2, '4000'],
    [4, 0, 1, '6000'],
    [4, 14, 1, '0'],
    [6, 14, 2, '6300'],
    [6, 23, 1, '1000'],
    [7, 13, 1, '2000'],
  ])
})

test('an order with two coupons counts for both, and once for all of them', () => {
  const order = ledger.orders.find(({ coupons }) => coupons.length > 0)
  if (order === undefined) throw new Error('The ledger has no coupon.')
  const coupons = [
    { code: 'one', discount: 300n },
    { code: 'two', discount: 200n },
  ]
  const report = couponReport([{ ...order, coupons }], options)
  expect(report.coupons.map(({ code, orders }) => [code, orders])).toStrictEqual([
    ['one', 1],
    ['two', 1],
  ])
  expect([report.withAny.orders, report.withAny.discount.toFixed()]).toStrictEqual([1, '500'])
})

test('of what is left out nothing counts, and who is new is judged by everything', () => {
  const collector = couponCollector(options)
  for (const own of historyOf(ledger.orders).byCustomer.values())
    collector.add(own, ({ coupons }) => coupons.some(({ code }) => code === 'ten'))
  const { coupons, aovWithout } = collector.result()
  expect(
    coupons.map(({ code, newCustomerShare }) => [code, newCustomerShare?.toFixed()]),
  ).toStrictEqual([['ten', '0.5']])
  expect(aovWithout).toBeUndefined()
})
