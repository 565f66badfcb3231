import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import {
  amountText,
  hundredthsOf,
  pieceNumber,
  shortAmountText,
  taxInside,
  taxOn,
} from './money.ts'

const hundredths = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

test('an amount that is written is read as the same', () => {
  fc.assert(
    fc.property(hundredths, (amount) => {
      expect(hundredthsOf(amountText(amount))).toBe(amount)
      expect(hundredthsOf(shortAmountText(amount))).toBe(amount)
    }),
  )
})

test('a quantity times a price is exact before it is rounded', () => {
  expect(hundredthsOf('0.005')).toBe(1)
  expect(hundredthsOf('-0.005')).toBe(-1)
  expect(hundredthsOf('0.001', 4)).toBe(0)
  expect(hundredthsOf('1.005', 3)).toBe(302)
  expect(hundredthsOf('2.55', 80_995)).toBe(20_653_725)
  expect(hundredthsOf('no decimal')).toBe(0)
})

test('short amounts have no zeros at their end', () => {
  expect([2_970, 1_500, 0, 10_000, -50, 115].map(shortAmountText)).toStrictEqual([
    '29.7',
    '15',
    '0',
    '100',
    '-0.5',
    '1.15',
  ])
})

test('tax that is taken out can be put on again, to the cent', () => {
  fc.assert(
    fc.property(fc.nat(100_000_000), (gross) => {
      const tax = taxInside(gross, 25)
      expect(Math.abs(taxOn(gross - tax, 25) - tax)).toBeLessThanOrEqual(1)
    }),
  )
})

test('the price of a piece has more decimals than amounts have', () => {
  expect(pieceNumber(35_877 / 1.25, 1)).toBe(287.016)
  expect(pieceNumber(100, 3)).toBe(0.333333)
  expect(pieceNumber(100, 0)).toBe(0)
})
