import { Decimal } from 'decimal.js'
import type { Json } from '../v1/words.ts'
import {
  differenceOf,
  maxScale,
  productOf,
  quotientOf,
  smallFrom,
  sumOf,
  unitsOf,
  type Small,
} from './small.ts'
import { trouble, unfit } from './trouble.ts'

/** A decimal without rounding: small ones as integers, because most are, the others by the library. */
export type Exact = Small | Decimal

/** Longest decimal text that is read, so that products stay exact within the library's precision. */
const maxDigits = 60
/** Wide enough for the exact product of eight of the longest texts. */
const Wide = Decimal.clone({
  precision: 500,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
})
/** Division cannot be exact; it is cut to so many significant digits, half-up. */
const divisionDigits = 34
const Divider = Decimal.clone({ precision: divisionDigits, rounding: Decimal.ROUND_HALF_UP })

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/

/**
 * The decimal that a value is: a number by its shortest text, or decimal text such as `-12.50`.
 *
 * Blank text is missing; null and missing stay what they are.
 *
 * @throws a `record` fault for anything else, and for text of more than 60 characters.
 */
export function exactOf(value: Json | undefined, call: string): Exact | null | undefined {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return { units: value, scale: 0 }
    if (!Number.isFinite(value)) throw unfit(call, 'a decimal such as 12.50', value)
    return fromText(String(value), call)
  }
  if (typeof value === 'string') return fromText(value, call)
  if (value === null || value === undefined) return value
  throw unfit(call, 'a decimal such as 12.50', value)
}

/** Whether text is a decimal that `exactOf` reads. */
export function isDecimal(text: string): boolean {
  return text.length <= maxDigits && plain.test(text)
}

function fromText(text: string, call: string): Exact | undefined {
  const small = smallFrom(text)
  if (small !== undefined) return small
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  if (!isDecimal(trimmed)) throw unfit(call, 'a decimal such as 12.50', text)
  return narrowed(new Wide(trimmed))
}

function narrowed(value: Decimal): Exact {
  const scale = value.decimalPlaces()
  if (scale > maxScale) return value
  const units = value.times(tenTo(scale))
  return units.abs().lte(Number.MAX_SAFE_INTEGER) ? { units: units.toNumber(), scale } : value
}

function wide(value: Exact): Decimal {
  return 'units' in value ? new Wide(`${value.units}e-${value.scale}`) : value
}

function tenTo(exponent: number): Decimal {
  return new Wide(`1e${exponent}`)
}

export function times(first: Exact, second: Exact): Exact {
  const small = 'units' in first && 'units' in second ? productOf(first, second) : undefined
  return small ?? bounded(wide(first).times(wide(second)))
}

export function plus(first: Exact, second: Exact): Exact {
  const small = 'units' in first && 'units' in second ? sumOf(first, second) : undefined
  return small ?? bounded(wide(first).plus(wide(second)))
}

/** Products and sums of ever more digits would round silently at last. */
function bounded(value: Decimal): Decimal {
  if (value.precision() >= 480)
    throw trouble('the arithmetic has more digits than can be kept exactly')
  return value
}

export function negated(value: Exact): Exact {
  return 'units' in value ? { units: 0 - value.units, scale: value.scale } : value.neg()
}

/** @throws a `record` fault for a division by zero. */
export function divided(first: Exact, second: Exact): Exact {
  const small = 'units' in first && 'units' in second ? quotientOf(first, second) : undefined
  if (small !== undefined) return small
  const divisor = wide(second)
  if (divisor.isZero()) throw trouble('$divide cannot divide by zero')
  return new Wide(new Divider(wide(first)).div(divisor))
}

export function compared(first: Exact, second: Exact): number {
  const small = 'units' in first && 'units' in second ? differenceOf(first, second) : undefined
  return small === undefined ? wide(first).cmp(wide(second)) : Math.sign(small)
}

/** To so many decimals, half away from zero; a negative number rounds before the point. */
export function rounded(value: Exact, places: number): Exact {
  if (places < 0) {
    const unit = tenTo(-places)
    return wide(value).div(unit).toDecimalPlaces(0).times(unit)
  }
  if ('units' in value) {
    if (value.scale <= places) return value
    const units = unitsOf(value, places)
    if (units !== undefined) return { units, scale: places }
  }
  return narrowed(wide(value).toDecimalPlaces(places))
}

/** The number nearest to the decimal, for targets that hold numbers. */
export function toNumber(value: Exact): number {
  if ('units' in value && value.scale === 0) return value.units + 0
  return Number(toText(value))
}

/** Plain decimal text without exponent and needless zeros. */
export function toText(value: Exact): string {
  if (!('units' in value)) return value.toFixed()
  const { units, scale } = value
  if (scale === 0) return String(units)
  const digits = String(Math.abs(units)).padStart(scale + 1, '0')
  const whole = digits.slice(0, -scale)
  const decimals = digits.slice(-scale).replace(/0+$/, '')
  const sign = units < 0 ? '-' : ''
  return decimals === '' ? sign + whole : `${sign}${whole}.${decimals}`
}

/**
 * Units of a currency with so many decimals, half away from zero.
 *
 * @throws a `record` fault where the amount is beyond the safe integers.
 */
export function toMinorUnits(value: Exact, exponent: number): number {
  const small = 'units' in value ? unitsOf(value, exponent) : undefined
  if (small !== undefined) return small
  const minor = wide(value).times(tenTo(exponent)).toDecimalPlaces(0)
  if (minor.abs().gt(Number.MAX_SAFE_INTEGER))
    throw trouble('$money made an amount that is too large to be kept exactly')
  return minor.toNumber() + 0
}

/** Minor units as an exact decimal amount. */
export function fromMinorUnits(minor: number, exponent: number): Exact {
  return { units: minor, scale: exponent }
}
