import {
  salesDimensions,
  type Dialect,
  type SalesDimension,
  type SalesMembers,
  type SalesScope,
  type Work,
} from '../../store/index.ts'
import type { Day } from '../calendar/day.ts'
import { comparedRange, periodsOf, type DayRange, type Period } from '../calendar/range.ts'
import { factorTo, type RateTable } from '../currency/rate-table.ts'
import { metricNamed } from '../metrics/catalogue.ts'
import { dimensionNamed } from '../metrics/dimensions.ts'
import type { Beside, Metric } from '../metrics/metric.ts'
import type { Sums } from '../metrics/view.ts'
import { figureRows, type Figures, type Group, type Provider } from '../query/figure-rows.ts'
import type { FigureQuery } from '../query/figures.ts'
import { filtersOf, type KnownFilter } from '../query/filters.ts'
import { checkPairs, mostGroups, tooMany } from '../query/groups.ts'
import type { Membership } from '../query/in-segment.ts'
import { sumsOf } from './sums-of.ts'
import { summedCheckouts } from './summed-checkouts.ts'
import { noSums, summedGroups, type SumsScene } from './summed-groups.ts'
import { summed } from './summed.ts'

export interface SumsQuery extends FigureQuery {
  readonly currency: string
}

export interface SumsSource {
  readonly rates: RateTable
  readonly today: Day
  /** Epoch milliseconds: carts that were left by then count. */
  readonly now: number
}

/**
 * The same as `figuresOf`, from the sums that are kept beside the rows.
 *
 * Metrics that read rows have no place here.
 */
export function* figuresBySums(
  dialect: Dialect,
  org: string,
  query: SumsQuery,
  { rates, today, now }: SumsSource,
): Work<Figures> {
  const metrics = query.metrics.map(metricNamed)
  const by = (query.by ?? []).map(dimensionNamed)
  checkPairs(metrics, by)
  const { range, comparison, currency } = query
  const other = comparison === undefined ? undefined : comparedRange(range, comparison)
  const scene: SumsScene = {
    by,
    metrics,
    timed: by.find(({ span }) => span !== undefined),
    others: by.filter(({ span }) => span === undefined),
    scope: scopeOf(query, filtersOf(query.filters ?? [], metrics)),
    currency,
    factor: factorTo(rates, currency),
    clock: query.clock ?? 'order',
    today,
    now,
  }
  const found = new Map([[range, yield* seen(dialect, org, scene, range)]])
  if (other !== undefined) found.set(other, yield* seen(dialect, org, scene, other))
  const of = (wanted: DayRange) => {
    const known = found.get(wanted)
    if (known === undefined) throw new Error('Nothing was summed over this range.')
    return known
  }
  const provider: Provider<Sums> = {
    groups: (wanted) => of(wanted).groups,
    whole: (wanted) => of(wanted).whole,
    nothing: (wanted) => sumsOf(noSums, { ...scene, range: wanted }),
    valueOf: (metric, sums) => {
      if (metric.reads === 'rows') throw new Error(`${metric.id} is computed from rows.`)
      return metric.of(sums)
    },
    isConverted: (wanted) => of(wanted).isConverted,
  }
  return figureRows(provider, { metrics, by, range, other, currency, rates, today })
}

interface Seen {
  readonly groups: readonly Group<Sums>[]
  readonly whole: Sums
  readonly isConverted: boolean
}

function* seen(dialect: Dialect, org: string, scene: SumsScene, range: DayRange): Work<Seen> {
  const { timed, others, today, currency } = scene
  const periods: readonly Period[] =
    timed?.span === undefined
      ? [{ ...range, name: '', isIncomplete: range.to >= today }]
      : periodsOf(range, timed.span, today)
  if (periods.length > mostGroups) throw tooMany()
  const wish = { scope: scene.scope, periods, shown: currency, beside: besideOf(scene.metrics) }
  const sales = yield* summed(dialect, org, { ...wish, by: others.map(({ id }) => columnOf(id)) })
  const isByStore = others.length > 0
  const own = yield* summedCheckouts(dialect, org, { ...wish, isByStore, now: scene.now })
  const all = { ...sales, ...own }
  return {
    groups: summedGroups(scene, periods, all),
    whole: sumsOf({ ...all, buyers: all.allBuyers }, { ...scene, range }),
    isConverted: all.sales.some((sum) => sum.currency !== currency && sum.measures.orders > 0n),
  }
}

function besideOf(metrics: readonly Metric[]): ReadonlySet<Beside> {
  return new Set(
    metrics.flatMap((metric) => (metric.reads === 'sums' ? (metric.beside ?? []) : [])),
  )
}

const columns: ReadonlySet<string> = new Set(salesDimensions)

function columnOf(id: string): SalesDimension {
  if (!columns.has(id)) throw new Error(`Sales have no column for ${id}.`)
  return id as SalesDimension
}

function scopeOf(
  { stores = [], segments = [], newAnywhere = false }: FigureQuery,
  filters: readonly KnownFilter[],
): SalesScope {
  return {
    stores,
    filters: filters.map(({ dimension, values, isExcluded }) => ({
      dimension: columnOf(dimension.id),
      values: [...values],
      isExcluded,
    })),
    members: segments.map(membersOf),
    isNewByStores: stores.length > 0 && !newAnywhere,
  }
}

function membersOf({ resource, members }: Membership): SalesMembers {
  return { resource, members: [...members] }
}
