import type { Day } from '../calendar/day.ts'
import { medianOf, spreadOf } from './robust.ts'
import { valueOn, type DailySeries } from './series.ts'

/** What a day was to be like, from the days before it. */
export interface Expectation {
  readonly expected: number
  /** The standard deviation of the noise, on the scale of `scaled`. */
  readonly spread: number
  /** What the season multiplies the last weeks by; 1 where no year before is known. */
  readonly season: number
}

const weeks = 8
const leastHistoryDays = 28
const yearDays = 364
/** A season moves sales by a factor of four at the most; more is an accident of last year. */
const strongestSeason = 4
/** The median of eight days is itself off, and residuals from it are smaller than the noise. */
const medianErrors = 1.2
const notable = 3.5

/** Counts and amounts vary by the root of their size, so on this scale a Saturday is as noisy as a Monday. */
export function scaled({ isAdditive }: DailySeries, value: number): number {
  return isAdditive ? Math.sign(value) * Math.sqrt(Math.abs(value)) : value
}

/** The median of the same weekday in the eight weeks before a day, where at least four of them are known. */
export function usualBefore(series: DailySeries, day: Day, start = day): number | undefined {
  const values: number[] = []
  // The same weekdays before `start`, which may lie earlier than the day itself.
  let at = day - 7 * Math.max(1, Math.ceil((day - start + 1) / 7))
  for (let week = 0; week < weeks; week += 1, at -= 7) {
    const value = valueOn(series, at)
    if (value !== undefined) values.push(value)
  }
  return values.length < leastHistoryDays / 7 ? undefined : medianOf(values)
}

/** How much the eight weeks before a day vary around their own weekdays. */
export function noiseBefore(series: DailySeries, start: Day): number {
  const residuals: number[] = []
  for (let day = start - weeks * 7; day < start; day += 1) {
    const value = valueOn(series, day)
    // Weekdays of the weeks that are judged, not of those before them: a trend is no noise.
    const usual = usualBefore(series, day + weeks * 7, start)
    if (value !== undefined && usual !== undefined)
      residuals.push(scaled(series, value) - scaled(series, usual))
  }
  return spreadOf(residuals) * medianErrors
}

/** Undefined: fewer than four weeks of history. */
export function expectedOn(series: DailySeries, day: Day): Expectation | undefined {
  if (day - series.first < leastHistoryDays) return undefined
  const usual = usualBefore(series, day)
  if (usual === undefined) return undefined
  const season = seasonOf(series, day)
  const known = season ?? 1
  return {
    expected: usual * known,
    season: known,
    // A year is one observation of the season: what is expected by it is less sure.
    spread:
      noiseBefore(series, day) *
      (season === undefined ? 1 : Math.sqrt(1 + 1 / 7) * Math.sqrt(known)),
  }
}

/**
 * How the same week of the year before stood against the eight weeks before it; for a day that stood out then, such as the Friday of a
 * sale, how that day did.
 */
export function seasonOf(series: DailySeries, day: Day): number | undefined {
  const then = day - yearDays
  if (!series.isAdditive || then - series.first < weeks * 7 + 7) return undefined
  const own = usualBefore(series, then)
  const value = valueOn(series, then)
  if (own === undefined || value === undefined || own <= 0) return undefined
  const off = scaled(series, value) - scaled(series, own)
  const spread = noiseBefore(series, then)
  if (spread > 0 && Math.abs(off) / spread >= notable) return bounded(value / own)
  let sold = 0
  let usual = 0
  for (let each = then - 3; each <= then + 3; each += 1) {
    sold += valueOn(series, each) ?? 0
    usual += usualBefore(series, each, then - 3) ?? 0
  }
  return usual <= 0 ? undefined : bounded(sold / usual)
}

function bounded(factor: number): number {
  return Math.min(strongestSeason, Math.max(1 / strongestSeason, factor))
}
