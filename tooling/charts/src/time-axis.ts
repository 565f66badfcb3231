import { dateFormat, quarterName, spans, zoneOf, type Period, type Span } from './period.ts'
import { textWidth } from './text-width.ts'
import { zoneClock, type ClockTime } from './zone-clock.ts'

export interface TimeTick {
  /** The instant. */
  readonly at: number
  readonly label: string
}

export interface TimeAxis {
  /** Of one length, earliest first. */
  readonly periods: readonly Period[]
  readonly locale: string
  readonly timeZone: string
  readonly fontSize: number
  /** Pixels from the left. */
  readonly place: (instant: number) => number
}

interface Step {
  readonly span: Span
  readonly count: number
}

const steps: readonly Step[] = [
  ...[1, 3, 6, 12].map((count) => ({ span: 'hour', count }) as const),
  ...[1, 2, 3, 4].map((count) => ({ span: 'day', count }) as const),
  ...[1, 2].map((count) => ({ span: 'week', count }) as const),
  { span: 'month', count: 1 },
  { span: 'quarter', count: 1 },
  { span: 'quarter', count: 2 },
  ...[1, 2, 5, 10, 25].map((count) => ({ span: 'year', count }) as const),
]

/** Pixels between the ends of two labels. */
const gap = 14

/** No step has more, however narrow its labels are. */
const mostTicks = 60

/**
 * Where a time axis has labels: where hours, days, weeks, months or years begin by the clocks of the zone, as close to each
 * other as labels do not touch.
 */
export function timeTicks(axis: TimeAxis): readonly TimeTick[] {
  const [first] = axis.periods
  const last = axis.periods.at(-1)
  if (first === undefined || last === undefined) return []
  for (const step of steps) {
    if (spans.indexOf(step.span) < spans.indexOf(first.span)) continue
    // Over some weeks it is Mondays that people look for.
    if (step.span === 'day' && step.count > 2 && last.start - first.start > 20 * dayMs) continue
    const ticks = ticksBy(step, first, last, axis)
    if (ticks !== undefined && ticks.length > 0 && haveRoom(ticks, axis)) return ticks
  }
  return ticksAt([first.start], first.span, axis)
}

function haveRoom(ticks: readonly TimeTick[], { place, fontSize }: TimeAxis): boolean {
  return ticks.every(({ at, label }, index) => {
    const next = ticks[index + 1]
    if (next === undefined) return true
    const half = (textWidth(label, fontSize) + textWidth(next.label, fontSize)) / 2
    return place(next.at) - place(at) >= half + gap
  })
}

/** Undefined where there would be too many. */
function ticksBy(
  step: Step,
  first: Period,
  last: Period,
  axis: TimeAxis,
): readonly TimeTick[] | undefined {
  const clock = zoneClock(zoneOf(first.span, axis.timeZone))
  const instants: number[] = []
  let time = floored(clock.shown(first.start), step)
  for (;;) {
    const instant = clock.instantOf(time)
    if (instant > last.start) break
    if (instant >= first.start) instants.push(instant)
    if (instants.length > mostTicks) return undefined
    time = stepped(time, step)
  }
  return ticksAt(instants, step.span, axis)
}

function ticksAt(instants: readonly number[], span: Span, axis: TimeAxis): readonly TimeTick[] {
  const zone = zoneOf(axis.periods[0]?.span ?? span, axis.timeZone)
  const clock = zoneClock(zone)
  const isOfQuarters = axis.periods[0]?.span === 'quarter' && span === 'quarter'
  return instants.map((at) => ({
    at,
    label: isOfQuarters ? quarterName(at) : labelOf(clock.shown(at), span, axis.locale),
  }))
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A Monday. */
const weeksBegin = Date.UTC(1970, 0, 5)

function floored(time: ClockTime, { span, count }: Step): ClockTime {
  const date = new Date(time)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  switch (span) {
    case 'hour':
      return time - modulo(time, count * hourMs)
    case 'day':
      return time - modulo(time, count * dayMs)
    case 'week':
      return time - modulo(time - weeksBegin, count * 7 * dayMs)
    case 'month':
      return Date.UTC(year, month - (month % count))
    case 'quarter':
      return Date.UTC(year, month - (month % (3 * count)))
    case 'year':
    default:
      return Date.UTC(year - (year % count), 0)
  }
}

function stepped(time: ClockTime, { span, count }: Step): ClockTime {
  const date = new Date(time)
  const months = { month: 1, quarter: 3, year: 12 }
  if (span === 'hour') return time + count * hourMs
  if (span === 'day') return time + count * dayMs
  if (span === 'week') return time + count * 7 * dayMs
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * months[span])
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

/** Short: what is the same for its neighbours is said once, where it begins. */
function labelOf(time: ClockTime, span: Span, locale: string): string {
  const date = new Date(time)
  const write = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale, 'UTC', options).format(time)
  const isMidnight = modulo(time, dayMs) === 0
  if (span === 'hour' && !isMidnight)
    return write({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (span === 'hour' || span === 'day' || span === 'week')
    return write({ day: 'numeric', month: 'short' })
  return span === 'year' || date.getUTCMonth() === 0
    ? String(date.getUTCFullYear())
    : write({ month: 'short' })
}
