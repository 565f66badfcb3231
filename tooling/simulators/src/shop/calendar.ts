import { dayMs, hourMs, secondMs } from './durations.ts'
import { draws, subject } from './random.ts'

/** When orders are placed: how many on which day, and at what time of the day. */
export interface Calendar {
  /** Start of the first day, milliseconds since the epoch. */
  readonly openedAt: number
  /** Moment at which order `index` (from 0) is placed; never earlier than the one before it. */
  placedAt(index: number): number
  /** How many orders are placed at `time` or before. */
  placedBy(time: number): number
}

// Monday to Sunday, January to December, and by the hour of the day (UTC): shares of a mean day, month or hour.
const weekdays = [1.05, 1, 0.95, 0.95, 1, 0.9, 1.15]
const months = [0.85, 0.8, 0.9, 0.9, 0.95, 0.95, 0.85, 0.9, 0.95, 1.05, 1.5, 1.65]
const hours = [2, 1, 1, 1, 1, 2, 4, 7, 10, 13, 14, 14, 13, 12, 12, 12, 12, 13, 15, 17, 16, 12, 8, 4]
const hoursTotal = hours.reduce((sum, weight) => sum + weight, 0)

/**
 * Spreads `orders` orders over the days from `openedAt` to `startsAt`, and goes on at the same pace after that.
 *
 * Sundays, November and December are strong; the shop grows by about a third a year.
 */
export function calendarOf(options: {
  readonly seed: number
  readonly orders: number
  readonly openedAt: number
  readonly startsAt: number
}): Calendar {
  const { seed, orders, openedAt } = options
  const days = Math.round((options.startsAt - openedAt) / dayMs)
  // The number of orders before each day; grows as later days are asked for.
  const before: number[] = [0]
  let weight = 0
  const weightAtStart = sumOf(days, (day) => weightOf(seed, openedAt, day))

  const ordersBefore = (day: number): number => {
    while (before.length <= day) {
      weight += weightOf(seed, openedAt, before.length - 1)
      // The last day before the start takes what rounding left, so that the number is exact.
      before.push(before.length === days ? orders : Math.round((orders * weight) / weightAtStart))
    }
    return before[day] ?? 0
  }

  const dayOf = (index: number): number => {
    let last = Math.max(1, before.length - 1)
    while (ordersBefore(last) <= index) last *= 2
    return firstWhere(0, last, (day) => ordersBefore(day + 1) > index)
  }

  const placedAt = (index: number): number => {
    const day = dayOf(index)
    const first = ordersBefore(day)
    const count = ordersBefore(day + 1) - first
    const share = (index - first + draws(seed, subject.moment, index).unit()) / count
    return openedAt + day * dayMs + timeOfDay(share)
  }

  const placedBy = (time: number): number => {
    if (time < openedAt) return 0
    const day = Math.floor((time - openedAt) / dayMs)
    return firstWhere(ordersBefore(day), ordersBefore(day + 1), (index) => placedAt(index) > time)
  }

  return { openedAt, placedAt, placedBy }
}

function weightOf(seed: number, openedAt: number, day: number): number {
  const date = new Date(openedAt + day * dayMs)
  const weekday = weekdays[(date.getUTCDay() + 6) % 7] ?? 1
  const month = months[date.getUTCMonth()] ?? 1
  const growth = 1 + day / 1_100
  return weekday * month * growth * (0.8 + 0.4 * draws(seed, subject.demand, day).unit())
}

/** The time within the day, in whole seconds, before which this share of the day's orders comes in. */
function timeOfDay(share: number): number {
  let rest = share * hoursTotal
  for (const [hour, weight] of hours.entries()) {
    if (rest < weight) {
      const ms = (hour + rest / weight) * hourMs
      return Math.floor(ms / secondMs) * secondMs
    }
    rest -= weight
  }
  return dayMs - secondMs
}

/** The first integer from `low` for which `holds`, or `high`; what holds once must hold from there on. */
function firstWhere(low: number, high: number, holds: (value: number) => boolean): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}

function sumOf(count: number, of: (index: number) => number): number {
  let sum = 0
  for (let index = 0; index < count; index += 1) sum += of(index)
  return sum
}
