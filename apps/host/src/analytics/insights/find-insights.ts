import type { Configuration } from '../../config/index.ts'
import { predefinedSegments } from '../../segments/index.ts'
import {
  mutedInsights,
  segmentCounts,
  segmentTurnover,
  stockedProducts,
  type Store,
} from '../../store/index.ts'
import { dayIn, type Day } from '../calendar/day.ts'
import { daysIn, type DayRange } from '../calendar/range.ts'
import { readMonitoring, type Monitoring } from '../monitoring/read-monitoring.ts'
import { anomalyOn } from './anomalies.ts'
import { driversOf } from './driver-insights.ts'
import type { Sold } from './drivers.ts'
import { isMuted, ranked, type Insight } from './insight.ts'
import { readSeries, readSold, type Asking, type ReadSeries } from './read-series.ts'
import { recordAt, streakAt } from './records.ts'
import { segmentMovesIn } from './segment-moves.ts'
import type { DailySeries } from './series.ts'
import { stockOutsAt } from './stock-outs.ts'
import { syncProblemsAt, type StreamTrouble } from './sync-problems.ts'
import { trendBreakAt } from './trend-breaks.ts'

export interface InsightScene extends Asking {
  readonly store: Store
  readonly configuration: Pick<Configuration, 'connections' | 'segments'>
  readonly now: number
}

export interface FoundInsights {
  readonly period: DayRange
  /** Days after it are not looked at, because not everything of them is here. Missing: nothing is known to lack. */
  readonly completeTo?: Day
  /** The most important first. */
  readonly insights: readonly Insight[]
}

const dayMs = 86_400_000
const soonDays = 14
const dimensions = ['store', 'country', 'customer_kind'] as const
const recordSpans = ['day', 'week', 'month'] as const

/**
 * What is worth knowing of a day or a week that has ended, without what nobody wants to hear of.
 *
 * Of days of which not everything was read, only what is wrong with reading is said.
 */
export async function findInsights(scene: InsightScene, period: DayRange): Promise<FoundInsights> {
  const { store, configuration, now } = scene
  const monitoring = await readMonitoring({ store, configuration, now })
  const completeTo = completeDay(monitoring)
  const problems = syncProblemsAt(troublesIn(monitoring), period.to)
  const found =
    completeTo !== undefined && completeTo < period.to
      ? []
      : [...(await ofFigures(scene, period)), ...(await ofStore(scene, period))]
  const muted = await store.read(mutedInsights)
  return {
    period,
    ...(completeTo !== undefined && { completeTo }),
    insights: ranked([...found, ...problems].filter((each) => !isMuted(each, muted))),
  }
}

/** The last day that is whole in every connection; undefined where there is none to read. */
function completeDay({ connections }: Monitoring): Day | undefined {
  const streams = connections.flatMap((connection) => connection.streams)
  if (streams.length === 0) return undefined
  return Math.min(
    ...streams.map(({ completeTo }) =>
      completeTo === undefined ? -1 : Math.floor(Date.parse(completeTo) / dayMs) - 1,
    ),
  )
}

function troublesIn({ connections }: Monitoring): readonly StreamTrouble[] {
  return connections.flatMap(({ connection, streams }) =>
    streams.flatMap(({ stream, standing, lastSyncAt }): readonly StreamTrouble[] => {
      if (standing === 'healthy' || standing === 'never' || standing === 'paused') return []
      const lastSyncDay = lastSyncAt === undefined ? undefined : dayIn(lastSyncAt.slice(0, 10))
      return [{ name: `${connection}.${stream}`, state: standing, lastSyncDay }]
    }),
  )
}

async function ofFigures(scene: InsightScene, period: DayRange): Promise<readonly Insight[]> {
  const read = await readSeries(scene, period.to)
  const orders = read.series.find(({ metric }) => metric === 'orders')
  if (orders === undefined) return []
  const days = Array.from({ length: daysIn(period) }, (_each, at) => period.from + at)
  const ofSeries = read.series.flatMap((series) => ofOne(series, orders, days))
  return [...ofSeries, ...(await ofChange(scene, period, read))]
}

function ofOne(series: DailySeries, orders: DailySeries, days: readonly Day[]): readonly Insight[] {
  const last = days.at(-1) ?? series.first
  const found = days.flatMap((day) =>
    [anomalyOn(series, orders, day)].concat(recordSpans.map((span) => recordAt(series, span, day))),
  )
  return found
    .concat(trendBreakAt(series, last), streakAt(series, last))
    .filter((each) => each !== undefined)
}

/** Against the same weekday a week earlier, or the week before. */
async function ofChange(
  scene: InsightScene,
  period: DayRange,
  { currency }: ReadSeries,
): Promise<readonly Insight[]> {
  const earlier = { from: period.from - 7, to: period.to - 7 }
  const parts = new Map<
    string,
    { readonly before: ReadonlyMap<string, Sold>; readonly after: ReadonlyMap<string, Sold> }
  >()
  const asking: Asking = { ...scene, currency }
  for (const dimension of dimensions)
    parts.set(dimension, {
      before: await readSold(asking, dimension, earlier),
      after: await readSold(asking, dimension, period),
    })
  const stores = parts.get('store')
  return driversOf({
    period,
    currency,
    before: wholeOf(stores?.before),
    after: wholeOf(stores?.after),
    parts,
  })
}

/** The sum of the parts, so that what is said of them adds up to what is said of the whole. */
function wholeOf(parts: ReadonlyMap<string, Sold> = new Map()): Sold {
  let orders = 0
  let sales = 0n
  for (const part of parts.values()) {
    orders += part.orders
    sales += part.sales
  }
  return { orders, sales }
}

async function ofStore(
  { store, configuration }: InsightScene,
  period: DayRange,
): Promise<readonly Insight[]> {
  const { products, turnover, members } = await store.read(function* (dialect, org) {
    return {
      products: yield* stockedProducts(dialect, org, soonDays),
      turnover: yield* segmentTurnover(dialect, org, period.from * dayMs),
      members: yield* segmentCounts(dialect, org),
    }
  })
  const named = new Map(
    [...predefinedSegments, ...(configuration.segments?.values() ?? [])].map((each) => [
      each.id,
      each,
    ]),
  )
  return [
    ...stockOutsAt(
      products.map(({ id, name, stock, units30 }) => ({
        product: id,
        name: name ?? id,
        stock,
        unitsPerDay: units30 / 30,
      })),
      period.to,
    ),
    ...segmentMovesIn(
      [...turnover].flatMap(([segment, moved]) => {
        // Products and orders move by themselves all the time.
        if (named.get(segment)?.resource !== 'customer') return []
        return [
          {
            segment,
            name: named.get(segment)?.name ?? segment,
            members: members.get(segment) ?? 0,
            ...moved,
          },
        ]
      }),
      period,
    ),
  ]
}
