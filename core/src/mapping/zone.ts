const blockMs = 900_000
const maxCached = 50_000

interface Zone {
  /** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
  readonly offsetAt: (instant: number) => number
}

const zones = new Map<string, Zone>()

/** @throws RangeError for a name that is no IANA time zone. */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name)
  if (zone === undefined) {
    zone = name === 'UTC' ? { offsetAt: () => 0 } : makeZone(name)
    zones.set(name, zone)
  }
  return zone
}

export function isZone(name: string): boolean {
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

function makeZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const known = new Map<number, number>()
  function ask(instant: number): number {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return utc(year, month, day, hour, minute, second, 0) - Math.floor(instant / 1000) * 1000
  }
  return {
    offsetAt(instant) {
      // Since 1970 clocks have changed on quarters of an hour only, so one answer serves a block.
      if (instant < 0) return ask(instant)
      const block = Math.floor(instant / blockMs)
      let offset = known.get(block)
      if (offset === undefined) {
        if (known.size >= maxCached) known.clear()
        offset = ask(block * blockMs)
        known.set(block, offset)
      }
      return offset
    },
  }
}

/** Epoch milliseconds of calendar fields in UTC; the years 0 to 99 are those years. */
export function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number {
  if (year >= 100) return Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.setUTCHours(hour, minute, second, ms)
}

const dayMs = 86_400_000

/**
 * The instant at which a zone's clocks show a local time, given as if it were UTC.
 *
 * A time that comes twice, when clocks go back, is its first coming. A time that does not exist, when they go forward, is
 * the next instant that does: the one at which they change.
 */
export function fromLocal(local: number, name: string): number {
  const zone = zoneOf(name)
  const before = zone.offsetAt(local - dayMs)
  const after = zone.offsetAt(local + dayMs)
  const early = local - Math.max(before, after)
  const late = local - Math.min(before, after)
  if (zone.offsetAt(early) === local - early) return early
  if (zone.offsetAt(late) === local - late) return late
  return changeBetween(zone, early, late)
}

/** The first instant after `from` that has another offset than `from`. */
function changeBetween(zone: Zone, from: number, to: number): number {
  const offset = zone.offsetAt(from)
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zone.offsetAt(middle) === offset) low = middle
    else high = middle
  }
  return high
}
