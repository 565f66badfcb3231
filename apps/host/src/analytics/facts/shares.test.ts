import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shares } from './shares.ts'

test('the parts of an amount add up to it, whatever the weights are', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.array(fc.bigInt({ min: -5n, max: 10n ** 9n }), { minLength: 1, maxLength: 8 }),
      (amount, weights) => {
        const sum = shares(amount, weights).reduce((total, part) => total + part, 0n)
        expect(sum).toBe(amount)
      },
    ),
  )
})

test('a cent that is left goes to whoever lost most by rounding', () => {
  expect(shares(100n, [1n, 1n, 1n])).toStrictEqual([34n, 33n, 33n])
  expect(shares(10n, [1n, 5n])).toStrictEqual([2n, 8n])
})

test('without weights the first part takes everything', () => {
  expect(shares(7n, [0n, 0n])).toStrictEqual([7n, 0n])
})
