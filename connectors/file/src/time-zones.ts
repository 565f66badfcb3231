const formatters = new Map<string, Intl.DateTimeFormat>()

export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name)
    return true
  } catch {
    return false
  }
}

/** Offsets change at full quarters of an hour only, so one look-up serves all instants of a quarter. */
const quarterMs = 900_000
/** More than thirty years of quarters, some megabytes. */
const mostQuarters = 100_000

/**
 * A function that turns a zone's wall clock into an instant, both in milliseconds since the epoch.
 *
 * A time that comes twice, when clocks go back, is the earlier one; a time that does not exist, when they go forward,
 * is moved forward by the gap. That is what ISO calendars call compatible.
 */
export function wallClock(zone: string): (wallMs: number) => number {
  if (zone === 'UTC') return (wallMs) => wallMs
  const formatter = formatterOf(zone)
  const known = new Map<number, number>()
  return (wallMs) => {
    const quarter = Math.floor(wallMs / quarterMs)
    const found = known.get(quarter)
    if (found !== undefined) return wallMs - found
    if (known.size >= mostQuarters) known.clear()
    const offset = offsetAtWall(formatter, quarter * quarterMs)
    known.set(quarter, offset)
    return wallMs - offset
  }
}

function offsetAtWall(formatter: Intl.DateTimeFormat, wallMs: number): number {
  // A day before and after, no zone has its next change: the two candidates.
  const before = offsetAt(formatter, wallMs - 86_400_000)
  const after = offsetAt(formatter, wallMs + 86_400_000)
  if (before === after) return before
  const fits = (offset: number) => offsetAt(formatter, wallMs - offset) === offset
  if (fits(before)) return before
  return fits(after) ? after : before
}

/** How far the zone's clock is ahead of UTC at an instant. */
function offsetAt(formatter: Intl.DateTimeFormat, instantMs: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(instantMs)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second)
  return wallMs - Math.floor(instantMs / 1000) * 1000
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, formatter)
  return formatter
}
