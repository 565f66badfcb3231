import type { FiguresDoor } from '../asking/open-figures.ts'
import { questionIn } from '../asking/question.ts'
import { dayIn, dayText, type Day } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import type { Sold } from './drivers.ts'
import type { DailySeries } from './series.ts'

/** Metrics that are looked at each day; all of them are kept as sums, so that looking is quick. */
const watched = [
  'orders',
  'net_sales',
  'aov',
  'refund_rate_value',
  'new_customers',
  'failed_rate',
] as const

/** A year, the eight weeks before, and a little more. */
const historyDays = 440

export interface Asking {
  readonly figures: Pick<FiguresDoor, 'ask'>
  readonly currency?: string | undefined
  readonly stores: readonly string[]
  readonly signal: AbortSignal
}

export interface ReadSeries {
  readonly currency: string
  readonly series: readonly DailySeries[]
}

/** The watched metrics day by day up to a day; none where nothing was ever sold. */
export async function readSeries(asking: Asking, asOf: Day): Promise<ReadSeries> {
  const range = { from: asOf - historyDays, to: asOf }
  const answer = await ask(asking, { metrics: watched, by: ['day'], range })
  const days = answer.rows.flatMap(({ group, figures }) => {
    const day = dayIn(group[0] ?? '')
    return day === undefined ? [] : [{ day, figures }]
  })
  const sold = days.filter(({ figures }) => Number(figures[0]?.value ?? 0) > 0)
  if (sold.length === 0) return { currency: answer.currency, series: [] }
  const first = Math.min(...sold.map(({ day }) => day))
  const series = answer.metrics.map(({ id, type, isAdditive }, place): DailySeries => {
    const values = days.flatMap(({ day, figures }): readonly (readonly [Day, number])[] => {
      const value = figures[place]?.value
      return value === undefined ? [] : [[day, Number(value)]]
    })
    return {
      metric: id,
      type,
      currency: answer.currency,
      isAdditive,
      first,
      values: new Map(values),
    }
  })
  return { currency: answer.currency, series }
}

/** What each value of a dimension brought in a range. */
export async function readSold(
  asking: Asking,
  dimension: string,
  range: DayRange,
): Promise<ReadonlyMap<string, Sold>> {
  const answer = await ask(asking, { metrics: ['orders', 'net_sales'], by: [dimension], range })
  return new Map(
    answer.rows.map(({ group, figures: [orders, sales] }) => [
      group[0] ?? '',
      { orders: Number(orders?.value ?? 0), sales: BigInt(sales?.value ?? 0) },
    ]),
  )
}

/** A few figures of a range, for the head of a digest. */
export async function readHeadlines(asking: Asking, range: DayRange) {
  return ask(asking, { metrics: ['net_sales', 'orders', 'aov', 'new_customers'], by: [], range })
}

function ask(
  { figures, currency, stores, signal }: Asking,
  {
    metrics,
    by,
    range,
  }: {
    readonly metrics: readonly string[]
    readonly by: readonly string[]
    readonly range: DayRange
  },
) {
  const question = questionIn({
    metrics,
    by,
    range: { from: dayText(range.from), to: dayText(range.to) },
    stores,
    ...(currency !== undefined && { currency }),
  })
  return figures.ask(question, signal)
}
