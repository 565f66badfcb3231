import { Decimal } from 'decimal.js'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compared,
  divided,
  exactOf,
  negated,
  plus,
  rounded,
  times,
  toMinorUnits,
  toNumber,
  toText,
  type Exact,
} from './exact.ts'

const call = '$test'
const exact = (value: string | number): Exact => {
  const read = exactOf(value, call)
  if (read === null || read === undefined) throw new Error('nothing was read')
  return read
}

/** Decimal text as units of 10^-60, in whole numbers of any size. */
const unitsOf = (text: string): bigint => {
  const [whole = '', decimals = ''] = text.replace('-', '').split('.')
  const units = BigInt(whole + decimals.padEnd(60, '0'))
  return text.startsWith('-') ? -units : units
}
const one = 10n ** 60n

/** Half away from zero. */
const divideHalfUp = (value: bigint, by: bigint): bigint => {
  const magnitude = value < 0n ? -value : value
  const rounding = (magnitude * 2n + by) / (by * 2n)
  return value < 0n ? -rounding : rounding
}

const digits = (least: number, most: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: least,
    maxLength: most,
  })
const decimalText = (whole: number, decimals: number) =>
  fc
    .tuple(fc.boolean(), digits(1, whole), digits(0, decimals))
    .map(([negative, before, after]) => `${negative ? '-' : ''}${before}${after && `.${after}`}`)
const shortText = decimalText(9, 6)
const longText = decimalText(25, 25)
const anyText = fc.oneof(shortText, longText)

test('an amount is the minor units of integer arithmetic, half away from zero', () => {
  fc.assert(
    fc.property(decimalText(12, 20), fc.constantFrom(0, 2, 3), (text, exponent) => {
      const expected = divideHalfUp(unitsOf(text) * 10n ** BigInt(exponent), one)
      fc.pre(
        expected <= BigInt(Number.MAX_SAFE_INTEGER) && expected >= -BigInt(Number.MAX_SAFE_INTEGER),
      )
      expect(toMinorUnits(exact(text), exponent)).toBe(Number(expected))
    }),
    { numRuns: 2000 },
  )
})

test('quantity times price is rounded once, and never through a float', () => {
  fc.assert(
    fc.property(shortText, shortText, (quantity, price) => {
      const expected = divideHalfUp(unitsOf(quantity) * unitsOf(price) * 100n, one * one)
      fc.pre(
        expected <= BigInt(Number.MAX_SAFE_INTEGER) && expected >= -BigInt(Number.MAX_SAFE_INTEGER),
      )
      expect(toMinorUnits(times(exact(quantity), exact(price)), 2)).toBe(Number(expected))
    }),
    { numRuns: 2000 },
  )
})

test('sums and differences are exact', () => {
  fc.assert(
    fc.property(anyText, anyText, (first, second) => {
      expect(unitsOf(toText(plus(exact(first), exact(second))))).toBe(
        unitsOf(first) + unitsOf(second),
      )
      expect(unitsOf(toText(plus(exact(first), negated(exact(second)))))).toBe(
        unitsOf(first) - unitsOf(second),
      )
    }),
  )
})

test('products are exact', () => {
  fc.assert(
    fc.property(anyText, fc.oneof(shortText, decimalText(12, 4)), (first, second) => {
      const product = toText(times(exact(first), exact(second)))
      expect(unitsOf(product) * one).toBe(unitsOf(first) * unitsOf(second))
    }),
  )
})

test('comparison is that of whole numbers', () => {
  fc.assert(
    fc.property(anyText, anyText, (first, second) => {
      const [left, right] = [unitsOf(first), unitsOf(second)]
      expect(compared(exact(first), exact(second))).toBe(
        Number(left > right) - Number(left < right),
      )
    }),
  )
})

test('a number is its shortest text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      fc.pre(value === 0 || Math.abs(value) > 1e-25)
      fc.pre(Math.abs(value) < 1e30)
      expect(toNumber(exact(value))).toBe(value + 0)
    }),
  )
  expect(toText(exact(0.1))).toBe('0.1')
  expect(toText(exact(1e21))).toBe('1000000000000000000000')
  expect(toText(exact(1e-7))).toBe('0.0000001')
})

test.each([
  ['12.50', 2, 1250],
  ['0.005', 2, 1],
  ['-0.005', 2, -1],
  ['0.0049999999999999999999', 2, 0],
  ['-0.004', 2, 0],
  ['1.005', 2, 101],
  ['.5', 0, 1],
  ['5.', 2, 500],
  ['+7', 2, 700],
  ['  7.10 ', 2, 710],
  ['1e2', 2, 10_000],
  ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
  ['-0', 2, 0],
])('%s with %i decimals is %i', (text, exponent, minor) => {
  expect(toMinorUnits(exact(text), exponent)).toBe(minor)
})

test('an amount beyond the safe integers is a record fault', () => {
  for (const text of ['90071992547409.92', '-90071992547409.92', `1${'0'.repeat(40)}`])
    expect(() => toMinorUnits(exact(text), 2)).toThrow(/too large/)
})

test.each([
  '12,50',
  '1 000',
  '1.000.00',
  'abc',
  '0x10',
  'NaN',
  'Infinity',
  '--1',
  '1e',
  '1'.repeat(61),
])('%s is no decimal', (text) => {
  expect(() => exactOf(text, call)).toThrow(
    /expected a decimal such as 12.50, found text of \d+ characters/,
  )
})

test('blank text, null and missing stay nothing', () => {
  expect(exactOf('', call)).toBeUndefined()
  expect(exactOf('  ', call)).toBeUndefined()
  expect(exactOf(null, call)).toBeNull()
  expect(exactOf(undefined, call)).toBeUndefined()
})

test('rounding goes half away from zero, also before the point', () => {
  expect(toText(rounded(exact('2.345'), 2))).toBe('2.35')
  expect(toText(rounded(exact('-2.345'), 2))).toBe('-2.35')
  expect(toText(rounded(exact('1250'), -2))).toBe('1300')
})

test('division keeps 34 digits and refuses zero', () => {
  expect(toText(divided(exact('1'), exact('3')))).toBe(`0.${'3'.repeat(34)}`)
  expect(toText(divided(exact('1'), exact('8')))).toBe('0.125')
  expect(() => divided(exact('1'), exact('0.0'))).toThrow(/divide by zero/)
})

test('a quotient is that of the library, with and without a remainder', () => {
  const Divider = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_UP })
  const divisor = fc.oneof(
    shortText,
    fc.constantFrom('1', '100', '1000', '0.01', '-100', '1000000000000000', '0.5'),
  )
  fc.assert(
    fc.property(fc.oneof(anyText, fc.integer().map(String)), divisor, (first, second) => {
      fc.pre(!new Decimal(second).isZero())
      const expected = new Divider(first).div(second)
      expect(toText(divided(exact(first), exact(second)))).toBe(expected.toFixed())
    }),
    { numRuns: 2000 },
  )
})

test('a decimal is rounded as the library does it', () => {
  const Rounder = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_UP })
  fc.assert(
    fc.property(anyText, fc.integer({ min: -4, max: 20 }), (text, places) => {
      const unit = new Rounder(10).pow(places)
      const expected = new Rounder(text).times(unit).toDecimalPlaces(0).div(unit)
      expect(toText(rounded(exact(text), places))).toBe(expected.toFixed())
    }),
    { numRuns: 2000 },
  )
})
