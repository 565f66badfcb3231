import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountIn, amountText } from './amount-text.ts'

test('an amount is the same after it was written and read, whatever decimals its currency has', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 4 }), (amount, exponent) => {
      // Nobody owes minus nothing.
      expect(amountIn(amountText(amount, exponent), exponent)).toBe(amount + 0)
    }),
  )
})

test('a comma is as good as a point, and more decimals than the currency has are no amount', () => {
  expect([amountIn('12,5', 2), amountIn('12.505', 2), amountIn('much', 2)]).toStrictEqual([
    1250,
    undefined,
    undefined,
  ])
})
