import { fault } from '@cartograph/core'
import type { Day } from './day.ts'

/** What the clock on a store's wall shows. */
export interface StoreTime {
  readonly day: Day
  readonly hour: number
}

export type StoreClock = (instant: number) => StoreTime

const dayMs = 86_400_000
const hourMs = 3_600_000
/** No zone changes its clock within a quarter of an hour, so one answer holds for all of it. */
const quarterMs = 900_000

const clocks = new Map<string, StoreClock>()

/**
 * The clock of an IANA time zone.
 *
 * @throws a `config` fault where there is no such zone.
 */
export function storeClock(zone: string): StoreClock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const format = formatOf(zone)
  const offsets = new Map<number, number>()
  const clock: StoreClock = (instant) => {
    const quarter = Math.floor(instant / quarterMs)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = offsetAt(format, quarter * quarterMs)
      offsets.set(quarter, offset)
    }
    const local = instant + offset
    const day = Math.floor(local / dayMs)
    return { day, hour: Math.floor((local - day * dayMs) / hourMs) }
  }
  clocks.set(zone, clock)
  return clock
}

/** Whether there is such an IANA time zone. */
export function isZone(zone: string): boolean {
  if (clocks.has(zone)) return true
  try {
    storeClock(zone)
    return true
  } catch {
    return false
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    throw fault({
      kind: 'config',
      message: `There is no time zone "${zone}".`,
      hint: 'Give the store a zone of the IANA list, such as Europe/Stockholm.',
    })
  }
}

/** How far the wall clock is ahead of UTC. */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name))
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year')
  const local = new Date(0)
  local.setUTCFullYear(year, part('month') - 1, part('day'))
  local.setUTCHours(part('hour'), part('minute'), part('second'))
  return local.getTime() - instant
}
