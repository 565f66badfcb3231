/** Whole units and the number of decimals in them: 12.50 is 1250 and 2. Most decimals are small, and integers are quick. */
export interface Small {
  /** A safe integer. */
  readonly units: number
  /** 0 to 30. */
  readonly scale: number
}

export const maxScale = 30
/** The powers of ten that are exact as numbers, and within the safe integers. */
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/** The common texts: sign, at most 15 digits, one point. */
export function smallFrom(text: string): Small | undefined {
  const { length } = text
  if (length === 0 || length > 17) return undefined
  let index = 0
  const negative = text.codePointAt(0) === 45
  if (negative) index = 1
  let units = 0
  let digits = 0
  let point = -1
  for (; index < length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) {
      units = units * 10 + (code - 48)
      digits += 1
    } else if (code === 46 && point === -1) point = index
    else return undefined
  }
  if (digits === 0 || digits > 15) return undefined
  const scale = point === -1 ? 0 : length - point - 1
  return { units: negative ? 0 - units : units, scale }
}

export function productOf(first: Small, second: Small): Small | undefined {
  return small(first.units * second.units, first.scale + second.scale)
}

export function sumOf(first: Small, second: Small): Small | undefined {
  if (first.scale === second.scale) return small(first.units + second.units, first.scale)
  const scale = Math.max(first.scale, second.scale)
  const left = unitsAt(first, scale)
  const right = unitsAt(second, scale)
  return left === undefined || right === undefined ? undefined : small(left + right, scale)
}

/** Where there is no remainder, or the divisor is a power of ten, as where hundredths become units. */
export function quotientOf(first: Small, second: Small): Small | undefined {
  if (second.units === 0) return undefined
  let { units } = first
  let scale = first.scale - second.scale
  const tens = powers.indexOf(second.units)
  if (tens !== -1) scale += tens
  else if (units % second.units === 0) units = units / second.units + 0
  else return undefined
  if (scale >= 0) return small(units, scale)
  return small(units * (powers[-scale] ?? Number.NaN), 0)
}

/** Negative, zero or positive. */
export function differenceOf(first: Small, second: Small): number | undefined {
  if (first.scale === second.scale) return first.units - second.units
  const scale = Math.max(first.scale, second.scale)
  const left = unitsAt(first, scale)
  const right = unitsAt(second, scale)
  return left === undefined || right === undefined ? undefined : left - right
}

/** Whole units of `places` decimals, half away from zero. */
export function unitsOf({ units, scale }: Small, places: number): number | undefined {
  if (scale <= places) return unitsAt({ units, scale }, places)
  const divisor = powers[scale - places]
  if (divisor === undefined) return undefined
  // The remainder is exact and the rest divides without one, so no step of this rounds.
  const rest = units % divisor
  const whole = (units - rest) / divisor
  return Math.abs(rest) * 2 >= divisor ? whole + Math.sign(units) : whole + 0
}

function unitsAt({ units, scale }: Small, places: number): number | undefined {
  const moved = units * (powers[places - scale] ?? Number.NaN)
  return Number.isSafeInteger(moved) ? moved + 0 : undefined
}

function small(units: number, scale: number): Small | undefined {
  return Number.isSafeInteger(units) && scale <= maxScale ? { units, scale } : undefined
}
