import { dayText, type Day } from '../calendar/day.ts'
import { importanceOf, type Insight } from './insight.ts'

/** A product, what is left of it, and how it sold in the last thirty days. */
export interface StockPace {
  readonly product: string
  readonly name: string
  readonly stock: number
  readonly unitsPerDay: number
}

/** What is ordered anew within two weeks does not run out. */
const soonDays = 14
/** Three in a month are no pace. */
const leastPace = 5 / 30

/** Products that sell and are gone, or will be within two weeks at the pace of the last thirty days. */
export function stockOutsAt(products: readonly StockPace[], asOf: Day): readonly Insight[] {
  return products.flatMap(({ product, name, stock, unitsPerDay }): readonly Insight[] => {
    if (unitsPerDay < leastPace) return []
    const left = Math.max(0, stock)
    const days = left / unitsPerDay
    if (days > soonDays) return []
    const urgency = (soonDays - days) / soonDays
    return [
      {
        id: `stockOut:${product}:${dayText(asOf)}`,
        kind: 'stockOut',
        says: left === 0 ? 'soldOut' : 'runsOut',
        subject: product,
        period: { from: asOf, to: asOf },
        importance: importanceOf(25 + 30 * urgency + 15 * Math.min(1, unitsPerDay / 10)),
        facts: {
          name: { type: 'name', value: name },
          stock: { type: 'number', value: String(left) },
          pace: { type: 'number', value: String(Number(unitsPerDay.toFixed(1))) },
          days: { type: 'count', value: String(Math.floor(days)) },
        },
      },
    ]
  })
}
