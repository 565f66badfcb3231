import { Exact } from '../currency/rate-table.ts'

/** The middle one, or the mean of the two in the middle; undefined where there are none. */
export function median(values: readonly Exact[]): Exact | undefined {
  const sorted = values.toSorted((one, other) => one.comparedTo(other))
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  const lower = sorted[middle - 1]
  if (upper === undefined) return undefined
  return sorted.length % 2 === 1 || lower === undefined ? upper : upper.plus(lower).div(2)
}

/**
 * The least value that at least this share of all values does not exceed (nearest rank), so that it is always one of them.
 *
 * `share` is a hundredth: 90 for P90.
 */
export function percentile<Value>(
  values: readonly Value[],
  hundredths: number,
  compare: (one: Value, other: Value) => number,
): Value | undefined {
  const sorted = values.toSorted(compare)
  const rank = Math.max(1, Math.ceil((hundredths * sorted.length) / 100))
  return sorted[rank - 1]
}

export function ratio(part: Exact, of: Exact): Exact | undefined {
  return of.isZero() ? undefined : part.div(of)
}

export function whole(value: number): Exact {
  return new Exact(value)
}
