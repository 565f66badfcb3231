import type { Day } from '../calendar/day.ts'
import {
  comparedRange,
  periodsOf,
  type Comparison,
  type DayRange,
  type Period,
} from '../calendar/range.ts'
import { lastRateDay, factorTo, type RateTable } from '../currency/rate-table.ts'
import { metricNamed } from '../metrics/catalogue.ts'
import { dimensionNamed } from '../metrics/dimensions.ts'
import { historyOf } from '../metrics/history.ts'
import { presented, type Metric } from '../metrics/metric.ts'
import type { Unconverted } from '../metrics/totals.ts'
import { viewOf, type Clock, type Facts, type View } from '../metrics/view.ts'
import { presentationCurrency } from './currencies.ts'
import { deltaOf, type Delta } from './delta.ts'
import { filtered, filtersOf, type Filter } from './filters.ts'
import { groupsOf, type Group } from './groups.ts'
import type { Scene } from './scene.ts'
import { inSegment, type Membership } from './in-segment.ts'
import { inStores } from './in-stores.ts'

export interface FigureQuery {
  readonly metrics: readonly string[]
  /** Dimensions, one of them a span of time at most. */
  readonly by?: readonly string[]
  readonly range: DayRange
  readonly comparison?: Comparison
  /** Default: the one that everything is sold in. */
  readonly currency?: string
  /** Default: all. */
  readonly stores?: readonly string[]
  readonly clock?: Clock
  /** Only the orders of these customers, with these products, or these orders; of several segments those that are in all. */
  readonly segments?: readonly Membership[]
  readonly filters?: readonly Filter[]
  /** Whether who is new is judged by orders in all stores. Default: by the stores that were asked for. */
  readonly newAnywhere?: boolean
}

export interface FigureSource {
  readonly facts: Facts
  readonly rates: RateTable
  readonly today: Day
}

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

export type DescribedMetric = Omit<Metric, 'of'>

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
}

/**
 * Metrics by dimensions over a range of days.
 *
 * @throws a `config` fault for names that do not exist, pairs that do not fit, stores that are not there, and where amounts of several
 * currencies were asked for without saying in which one.
 */
export function figuresOf(source: FigureSource, query: FigureQuery): Figures {
  const metrics = query.metrics.map(metricNamed)
  const by = (query.by ?? []).map(dimensionNamed)
  const sold = inStores(source.facts, query.stores)
  // Who is new is judged by all orders, also by those that are not in the segment.
  const history = historyOf(query.newAnywhere === true ? source.facts.orders : sold.orders)
  const filters = filtersOf(query.filters ?? [], metrics)
  const facts = filtered((query.segments ?? []).reduce(inSegment, sold), filters, history)
  const currency = presentationCurrency(facts, query.currency)
  const scene: Scene = {
    facts,
    metrics,
    by,
    today: source.today,
    options: {
      history,
      factor: factorTo(source.rates, currency),
      ...(query.clock === undefined ? {} : { clock: query.clock }),
    },
  }
  const { range, comparison } = query
  const other = comparison === undefined ? undefined : comparedRange(range, comparison)
  const whole = viewOf(facts, { ...scene.options, range })
  const lastRate = lastRateDay(source.rates)
  const isConverted = whole.orders.some((order) => order.currency !== currency)
  return {
    metrics: metrics.map(described),
    by: by.map(({ id }) => id),
    range,
    ...(other === undefined ? {} : { comparedRange: other }),
    currency,
    rows: by.length === 0 ? [] : rowsOf(scene, range, other),
    total: rowOf(
      scene,
      { values: [], isIncomplete: range.to >= source.today, view: whole },
      other && viewOf(facts, { ...scene.options, range: other }),
    ),
    unconverted: whole.sales().unconverted,
    isProvisional: isConverted && (lastRate === undefined || range.to > lastRate),
  }
}

function described({ id, type, unit, definition, isAdditive, clock }: Metric): DescribedMetric {
  return { id, type, unit, definition, isAdditive, clock }
}

function rowsOf(scene: Scene, range: DayRange, other: DayRange | undefined): readonly FigureRow[] {
  const groups = groupsOf(scene, range)
  if (other === undefined) return groups.map((group) => rowOf(scene, group, undefined))
  const before = new Map(
    groupsOf(scene, other).map((group) => [groupName(scene, group, other), group]),
  )
  // What was not there before was nothing, which is not the same as unknown.
  const nothing = viewOf(noFacts, { ...scene.options, range: other })
  return groups.map((group) =>
    rowOf(scene, group, before.get(groupName(scene, group, range))?.view ?? nothing),
  )
}

const noFacts: Facts = { orders: [], payments: [], disputes: [], carts: [], loose: [] }

/** Periods of two ranges are the same where they stand in the same place. */
function groupName({ by, today }: Scene, { values }: Group, range: DayRange): string {
  const parts = by.map(({ span }, index) => {
    const value = values[index] ?? ''
    return span === undefined ? value : String(placeOf(periodsOf(range, span, today), value))
  })
  return parts.join('\n')
}

function placeOf(periods: readonly Period[], name: string): number {
  return periods.findIndex((period) => period.name === name)
}

function rowOf(
  { metrics }: Scene,
  { values, isIncomplete, view }: Group,
  before: View | undefined,
): FigureRow {
  return {
    group: values,
    isIncomplete,
    figures: metrics.map((metric): Figure => {
      const value = metric.of(view)
      const shown = presented(metric, value)
      if (before === undefined) return { value: shown }
      const compared = metric.of(before)
      const common = { value: shown, compared: presented(metric, compared) }
      const delta = isIncomplete ? undefined : deltaOf(value, compared)
      return delta === undefined ? common : { ...common, delta }
    }),
  }
}
