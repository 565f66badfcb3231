import type { Day } from '../calendar/day.ts'
import { periodsOf, type DayRange, type Period } from '../calendar/range.ts'
import { lastRateDay, type Exact, type RateTable } from '../currency/rate-table.ts'
import type { Dimension } from '../metrics/dimensions.ts'
import { presented, type Metric } from '../metrics/metric.ts'
import type { Unconverted } from '../metrics/totals.ts'
import type { Sums } from '../metrics/view.ts'
import { deltaOf, type Delta } from './delta.ts'

export interface Figure {
  /** Minor units for money; undefined where there is nothing to divide by. */
  readonly value: string | undefined
  readonly compared?: string | undefined
  readonly delta?: Delta
}

export interface FigureRow {
  /** One a dimension. */
  readonly group: readonly string[]
  /** Whether the period has not ended, or the range cuts it. */
  readonly isIncomplete: boolean
  /** One a metric. */
  readonly figures: readonly Figure[]
}

export type DescribedMetric = Omit<Metric, 'of' | 'reads' | 'beside'>

export interface Figures {
  readonly metrics: readonly DescribedMetric[]
  readonly by: readonly string[]
  readonly range: DayRange
  readonly comparedRange?: DayRange
  readonly currency: string
  readonly rows: readonly FigureRow[]
  readonly total: FigureRow
  /** What had no rate and is in no amount. */
  readonly unconverted: readonly Unconverted[]
  /** Whether amounts of the last days were converted at an earlier rate, which another may replace. */
  readonly isProvisional: boolean
  /** Segments that have nobody because a percentile of fewer than thirty says nothing. */
  readonly tooLittleData?: readonly string[]
  /** What values of dimensions are called, by dimension and value, where they are ids. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** One row of figures: what it is of, and what its figures are computed from. */
export interface Group<Seen> {
  readonly values: readonly string[]
  readonly isIncomplete: boolean
  readonly view: Seen
}

/** Where figures come from: the facts themselves, or sums that were kept. */
export interface Provider<Seen extends Sums> {
  readonly groups: (range: DayRange) => readonly Group<Seen>[]
  readonly whole: (range: DayRange) => Seen
  /** What was not there before was nothing, which is not the same as unknown. */
  readonly nothing: (range: DayRange) => Seen
  readonly valueOf: (metric: Metric, seen: Seen) => Exact | undefined
  /** Whether anything in the range is in another currency than the one that is shown. */
  readonly isConverted: (range: DayRange) => boolean
}

export interface Asked {
  readonly metrics: readonly Metric[]
  readonly by: readonly Dimension[]
  readonly range: DayRange
  /** What it is compared with. */
  readonly other: DayRange | undefined
  readonly currency: string
  readonly rates: RateTable
  readonly today: Day
}

/** The rows and the total of what was asked for. */
export function figureRows<Seen extends Sums>(provider: Provider<Seen>, asked: Asked): Figures {
  const { metrics, by, range, other, currency, rates, today } = asked
  const whole = provider.whole(range)
  const lastRate = lastRateDay(rates)
  return {
    metrics: metrics.map(described),
    by: by.map(({ id }) => id),
    range,
    ...(other === undefined ? {} : { comparedRange: other }),
    currency,
    rows: by.length === 0 ? [] : rowsOf(provider, asked),
    total: rowOf(
      provider,
      metrics,
      { values: [], isIncomplete: range.to >= today, view: whole },
      other && provider.whole(other),
    ),
    unconverted: whole.sales().unconverted,
    isProvisional: provider.isConverted(range) && (lastRate === undefined || range.to > lastRate),
  }
}

function described({ id, type, unit, definition, isAdditive, clock }: Metric): DescribedMetric {
  return { id, type, unit, definition, isAdditive, clock }
}

function rowsOf<Seen extends Sums>(provider: Provider<Seen>, asked: Asked): readonly FigureRow[] {
  const { metrics, range, other } = asked
  const groups = provider.groups(range)
  if (other === undefined) return groups.map((group) => rowOf(provider, metrics, group, undefined))
  const nameIn = (within: DayRange) => groupNamer(asked, within)
  const [nameNow, nameBefore] = [nameIn(range), nameIn(other)]
  const before = new Map(provider.groups(other).map((group) => [nameBefore(group), group]))
  const nothing = provider.nothing(other)
  return groups.map((group) =>
    rowOf(provider, metrics, group, before.get(nameNow(group))?.view ?? nothing),
  )
}

/** Periods of two ranges are the same where they stand in the same place. */
function groupNamer(
  { by, today }: Asked,
  range: DayRange,
): (group: Pick<Group<unknown>, 'values'>) => string {
  const places = by.map(({ span }) =>
    span === undefined ? undefined : placesOf(periodsOf(range, span, today)),
  )
  return ({ values }) =>
    JSON.stringify(
      values.map((value, index) => {
        const known = places[index]
        return known === undefined ? value : known.get(value)
      }),
    )
}

function placesOf(periods: readonly Period[]): ReadonlyMap<string, number> {
  return new Map(periods.map(({ name }, place) => [name, place]))
}

function rowOf<Seen extends Sums>(
  { valueOf }: Provider<Seen>,
  metrics: readonly Metric[],
  { values, isIncomplete, view }: Group<Seen>,
  before: Seen | undefined,
): FigureRow {
  return {
    group: values,
    isIncomplete,
    figures: metrics.map((metric): Figure => {
      const value = valueOf(metric, view)
      const shown = presented(metric, value)
      if (before === undefined) return { value: shown }
      const compared = valueOf(metric, before)
      const common = { value: shown, compared: presented(metric, compared) }
      const delta = isIncomplete ? undefined : deltaOf(value, compared)
      return delta === undefined ? common : { ...common, delta }
    }),
  }
}
