import { expect, test } from 'vitest'
import { dayRange } from '../calendar/range.ts'
import { factorTo, noRates } from '../currency/rate-table.ts'
import { ledger } from '../testing/ledger.ts'
import { couponReport } from './coupon-report.ts'
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
  const { coupons, aovWithout } = couponReport(ledger.orders, options)
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
