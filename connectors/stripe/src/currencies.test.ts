import { currencyCodes, currencyExponent } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { divisors, stripeDecimals } from './currencies.ts'
import { example, mapped } from './testing/mapped.ts'

const paid = async (currency: string, amount: number, currencyDecimals = {}) =>
  (await mapped('stripe-payout', example('payouts', { currency, amount }), { currencyDecimals }))?.[
    'amount'
  ]

test.each([
  ['sek', 100, 100],
  ['eur', 1, 1],
  ['jpy', 500, 500],
  ['krw', 500, 500],
  // ISK: a hundred is one króna, and ISO 4217 has no smaller unit.
  ['isk', 100, 1],
  ['isk', 500, 5],
  // UGX is assumed to be like ISK.
  ['ugx', 500, 5],
  // MGA: none at Stripe, two in ISO 4217.
  ['mga', 7, 700],
  ['kwd', 5120, 5120],
  ['bhd', 1000, 1000],
  // Payouts in HUF and TWD are of whole units, in the same two decimals as all amounts.
  ['huf', 10_000, 10_000],
  ['twd', 90_000, 90_000],
])('%s: %i at Stripe is %i in ISO 4217', async (currency, amount, minor) => {
  expect(await paid(currency, amount)).toBe(minor)
})

test('a setting says otherwise where an account does', async () => {
  expect(await paid('ugx', 500, { UGX: 0 })).toBe(500)
  expect(await paid('eur', 500, { EUR: 3 })).toBe(50)
})

test('amounts that are taken back keep their sign', async () => {
  expect(await paid('sek', -123)).toBe(-123)
})

test('every amount of every currency is kept exactly where both count alike', async () => {
  const alike = currencyCodes.filter((code) => currencyExponent(code) === stripeDecimals(code))
  const amounts = fc.integer({ min: -(2 ** 50), max: 2 ** 50 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...alike), amounts, async (code, amount) => {
      expect(await paid(code.toLowerCase(), amount)).toBe(amount + 0)
    }),
    { numRuns: 40 },
  )
})

test('only currencies that the model knows, and that differ from a hundred, are named', () => {
  expect(divisors({ ZZZ: 1, EUR: 2 })).not.toHaveProperty('ZZZ')
  expect(divisors({ ZZZ: 1, EUR: 2 })).not.toHaveProperty('EUR')
  expect(divisors()).toMatchObject({ JPY: 1, KWD: 1000 })
})
