import type { Day } from '../calendar/day.ts'
import { comparedRange, type Comparison, type DayRange } from '../calendar/range.ts'
import { factorTo, type RateTable } from '../currency/rate-table.ts'
import { metricNamed } from '../metrics/catalogue.ts'
import { dimensionNamed } from '../metrics/dimensions.ts'
import { historyOf } from '../metrics/history.ts'
import { viewOf, type Clock, type Facts, type View } from '../metrics/view.ts'
import { presentationCurrency } from './currencies.ts'
import { figureRows, type Figures, type Provider } from './figure-rows.ts'
import { filtered, filtersOf, type Filter } from './filters.ts'
import { checkPairs, groupsOf } from './groups.ts'
import { inSegment, type Membership } from './in-segment.ts'
import { inStores } from './in-stores.ts'
import type { Scene } from './scene.ts'

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

/**
 * Metrics by dimensions over a range of days, from the facts themselves.
 *
 * @throws a `config` fault for names that do not exist, pairs that do not fit, stores that are not there, and where amounts of several
 * currencies were asked for without saying in which one.
 */
export function figuresOf(source: FigureSource, query: FigureQuery): Figures {
  const metrics = query.metrics.map(metricNamed)
  const by = (query.by ?? []).map(dimensionNamed)
  checkPairs(metrics, by)
  const sold = inStores(source.facts, query.stores)
  // Who is new is judged by all orders, also by those that are not in the segment.
  const history = historyOf(query.newAnywhere === true ? source.facts.orders : sold.orders)
  const filters = filtersOf(query.filters ?? [], metrics)
  const facts = filtered((query.segments ?? []).reduce(inSegment, sold), filters, history)
  const currency = presentationCurrency(facts, query.currency)
  const scene: Scene = {
    facts,
    by,
    today: source.today,
    options: {
      history,
      factor: factorTo(source.rates, currency),
      ...(query.clock === undefined ? {} : { clock: query.clock }),
    },
  }
  const { range, comparison } = query
  return figureRows(providerOf(scene, currency), {
    metrics,
    by,
    range,
    other: comparison === undefined ? undefined : comparedRange(range, comparison),
    currency,
    rates: source.rates,
    today: source.today,
  })
}

function providerOf(scene: Scene, currency: string): Provider<View> {
  const { facts, options } = scene
  const whole = (range: DayRange) => viewOf(facts, { ...options, range })
  return {
    groups: (range) => groupsOf(scene, range),
    whole,
    nothing: (range) => viewOf(noFacts, { ...options, range }),
    valueOf: (metric, view) => metric.of(view),
    isConverted: (range) => whole(range).orders.some((order) => order.currency !== currency),
  }
}

const noFacts: Facts = { orders: [], payments: [], disputes: [], carts: [], loose: [] }
