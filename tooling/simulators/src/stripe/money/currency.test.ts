import { expect, test } from 'vitest'

import { amountIn, decimalsOf, settled } from './currency.ts'

test.each([
  ['dkk', 2],
  ['jpy', 0],
  ['kwd', 3],
  ['isk', 2],
])('an amount in %s has %i decimals', (currency, decimals) => {
  expect(decimalsOf(currency)).toBe(decimals)
})

test('whole krónur of a shop are hundreds in the API', () => {
  expect(amountIn('ISK', 4_500)).toBe(450_000)
  expect(amountIn('DKK', 4_500)).toBe(4_500)
})

test.each([
  ['dkk', 10_000, 10_000, null],
  ['jpy', 1_000, 4_550, 0.0455],
  ['kwd', 1_000, 2_261, 22.61],
  ['isk', 100_000, 5_080, 0.0508],
])('%s is settled in hundredths of kroner', (currency, amount, expected, rate) => {
  expect(settled(amount, currency, 'dkk')).toStrictEqual({ amount: expected, rate })
})
