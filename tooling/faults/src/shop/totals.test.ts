import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { commerceTotals, shopOrderTotals, shopRefundTotals, totalsText } from './totals.ts'

test('orders add up by currency, without the trash and without unfinished check-outs', () => {
  const orders = [
    { status: 'completed', currency: 'DKK', total: '10.05' },
    { status: 'refunded', currency: 'DKK', total: '-0.50' },
    { status: 'pending', currency: 'ISK', total: '1200.00' },
    { status: 'trash', currency: 'DKK', total: '99.00' },
    { status: 'checkout-draft', currency: 'DKK', total: '99.00' },
  ]
  expect(shopOrderTotals(orders)).toStrictEqual({
    DKK: { count: 2, total: 955n },
    ISK: { count: 1, total: 1200n },
  })
})

test('refunds have the currency of their order, and go to the trash with it', () => {
  const orders = [
    { id: 1, status: 'completed', currency: 'EUR' },
    { id: 2, status: 'trash', currency: 'EUR' },
  ]
  const refunds = [1, 2, 3].map((parent) => ({ parent_id: parent, amount: '2.00' }))
  expect(shopRefundTotals(refunds, orders)).toStrictEqual({ EUR: { count: 1, total: 200n } })
})

test('the shop and the model agree on any list of amounts', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (hundredths) => {
      const shop = shopOrderTotals(
        hundredths.map((minor) => {
          const digits = String(Math.abs(minor)).padStart(3, '0')
          const total = `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
          return { status: 'completed', currency: 'DKK', total }
        }),
      )
      const model = commerceTotals(hundredths.map((total) => ({ currency: 'DKK', total })))
      expect(shop).toStrictEqual(model)
    }),
  )
})

test('totals are written by the name of the currency', () => {
  const totals = commerceTotals([
    { currency: 'EUR', total: 5 },
    { currency: 'DKK', total: 7 },
  ])
  expect([totalsText(totals), totalsText({})]).toStrictEqual(['1 of DKK 7, 1 of EUR 5', 'none'])
})
