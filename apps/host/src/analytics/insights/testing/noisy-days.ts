import { weekdayOf, type Day } from '../../calendar/day.ts'
import { seededRandom } from '../../testing/simulated-customers.ts'
import type { DailySeries } from '../series.ts'

function poisson(random: () => number, expected: number): number {
  const limit = Math.exp(-expected)
  let product = random()
  let count = 0
  while (product > limit) {
    count += 1
    product *= random()
  }
  return count
}

/** Shops sell most on Saturdays and least on Tuesdays. */
const weekdays = [0.9, 0.7, 0.8, 0.95, 1.1, 1.5, 1.05]

export interface Planned {
  readonly days: number
  readonly seed: number
  readonly mean?: number
  /** What a day is multiplied by. */
  readonly factorOn?: (day: Day) => number
}

/** Orders of each day from day 0 on: Poisson noise around weekdays, and what was planted. */
export function noisyOrders({ days, seed, mean = 60, factorOn = () => 1 }: Planned): DailySeries {
  const random = seededRandom(seed)
  const values = new Map<Day, number>()
  for (let day = 0; day < days; day += 1)
    values.set(day, poisson(random, mean * (weekdays[weekdayOf(day) - 1] ?? 1) * factorOn(day)))
  return { metric: 'orders', type: 'count', currency: 'EUR', isAdditive: true, first: 0, values }
}
