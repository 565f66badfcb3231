import { expect, test } from 'vitest'
import { currencyCodes, currencyExponent } from './money.ts'

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['ISK', 0],
  ['HUF', 2],
])('%s has %i decimals', (currency, exponent) => {
  expect(currencyExponent(currency)).toBe(exponent)
})

test('what is no currency has no decimals', () => {
  for (const text of ['eur', 'EURO', '', 'constructor', 'XAU'])
    expect(currencyExponent(text)).toBeUndefined()
})

test('no code is listed twice or misspelt', () => {
  expect(new Set(currencyCodes).size).toBe(currencyCodes.length)
  for (const code of currencyCodes) expect(code).toMatch(/^[A-Z]{3}$/)
})

test('every code is one that the platform knows too', () => {
  const known = new Set(Intl.supportedValuesOf('currency'))
  // Its list leaves out a few that orders may carry.
  const unlisted = new Set(['EEK', 'LTL', 'LVL', 'VED', 'VEF', 'XCG'])
  expect(currencyCodes.filter((code) => !known.has(code) && !unlisted.has(code))).toStrictEqual([])
})
