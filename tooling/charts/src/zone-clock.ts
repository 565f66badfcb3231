/**
 * What clocks of a time zone show, as if it were UTC.
 *
 * Such a time can be reckoned with by fields, and is no instant: an hour of the day on which clocks are set forward has none.
 */
export type ClockTime = number

export interface ZoneClock {
  readonly shown: (instant: number) => ClockTime
  /** The first instant at which clocks show it, or the one right after the gap that it is in. */
  readonly instantOf: (time: ClockTime) => number
}

const universal: ZoneClock = { shown: (instant) => instant, instantOf: (time) => time }

export function zoneClock(timeZone: string): ZoneClock {
  if (timeZone === 'UTC') return universal
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const shown = (instant: number): ClockTime => {
    const parts = new Map(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    )
    const field = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
    const [year, month, day] = [field('year'), field('month') - 1, field('day')]
    return Date.UTC(year, month, day, field('hour'), field('minute'), field('second'))
  }
  const instantOf = (time: ClockTime): number => {
    const offsets = [time - dayMs, time + dayMs].map((near) => shown(near) - near)
    const [first, second] = offsets.map((offset) => time - offset).toSorted((a, b) => a - b)
    const found = [first, second].find(
      (instant) => instant !== undefined && shown(instant) === time,
    )
    return found ?? second ?? time
  }
  return { shown, instantOf }
}

const dayMs = 86_400_000
