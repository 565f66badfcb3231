import { segmentParts } from '../../store/index.ts'
import { Exact, roundOnce } from '../currency/rate-table.ts'
import type { SegmentValue } from './evaluate.ts'

/** Segments tell ten-thousandths of a number apart and nothing finer, so that every number can be kept as a whole one. */
const places = 4

export function inParts(
  values: Readonly<Record<string, SegmentValue>>,
): Readonly<Record<string, SegmentValue>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isFraction(value) ? roundOnce(new Exact(value), places) : value,
    ]),
  )
}

function isFraction(value: SegmentValue): value is number | Exact {
  return value instanceof Exact || (typeof value === 'number' && !Number.isInteger(value))
}

/** A number that was rounded so, as the whole number that is kept. */
export function parts(value: number | Exact): number {
  return new Exact(value).times(segmentParts).toNumber()
}

/** The same of a value that may be none, or no number. */
export function numberIn(value: SegmentValue): number | null {
  return typeof value === 'number' || value instanceof Exact ? parts(value) : null
}
