import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, minorUnits } from './minor-units.ts'

test('every amount comes back as it was, in every kind of currency', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('SEK', 'ISK', 'KWD'), (minor, currency) => {
      expect(minorUnits(decimalText(minor, currency), currency)).toBe(minor)
    }),
  )
})

test.each([
  ['100', 100_00],
  ['100.5', 100_50],
  ['100.500', 100_50],
  ['100.005', undefined],
  ['100,00', undefined],
  ['-1.00', undefined],
  ['', undefined],
])('%s in a currency of two decimals', (text, minor) => {
  expect(minorUnits(text, 'SEK')).toBe(minor)
})
