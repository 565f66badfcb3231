import {
  gapAt,
  segmentPercentile,
  storePercentiles,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { lapseOf } from '../metrics/lapse.ts'
import {
  type AskedPercentile,
  constantsIn,
  percentilesIn,
  type Resource,
  type Segment,
  segmentFields,
} from '../../segments/index.ts'
import { quantityOf, tableOf } from './columns.ts'

/** Fewer than these say nothing about a hundredth. */
const fewest = 30

/** What a segment compares with beyond its own values: percentiles and numbers of the shop, as whole ten-thousandths. */
export interface Thresholds {
  readonly percentiles: Readonly<Record<string, number | null>>
  readonly ofStores: Readonly<Record<string, Readonly<Record<string, number | null>>>>
  readonly constants: Readonly<Record<string, number | null>>
  /** A percentile is asked for of fewer than thirty: then nobody is a member. */
  readonly tooLittle: boolean
}

export function percentileName({ of, field, hundredths }: AskedPercentile): string {
  return `${of}/${field}/${hundredths}`
}

export function isOfStores({ of, field }: AskedPercentile): boolean {
  return populationOf(of, field) === 'lastYearOfStore'
}

function populationOf(of: Resource, field: string) {
  return segmentFields[of].find(({ id }) => id === field)?.population
}

/** Takes what a segment compares with, of the shop as it is now. */
export function* thresholdsOf(
  dialect: Dialect,
  org: string,
  segment: Segment,
  asOf: number,
): Work<Thresholds> {
  const percentiles: Record<string, number | null> = {}
  const ofStores: Record<string, Record<string, number | null>> = {}
  let tooLittle = false
  for (const asked of percentilesIn(segment)) {
    const { of, field, hundredths } = asked
    const quantity = quantityOf(of, field)
    if (isOfStores(asked)) {
      const found = yield* storePercentiles(dialect, org, { of: quantity, asOf }, hundredths)
      ofStores[percentileName(asked)] = Object.fromEntries(
        [...found].map(([store, { among, value }]) => [
          store,
          among < fewest ? null : (value ?? null),
        ]),
      )
      continue
    }
    const population = populationOf(of, field)
    const { among, value } = yield* segmentPercentile(
      dialect,
      org,
      { table: tableOf(of), of: quantity, asOf },
      population === 'buyers' || population === 'sold' ? population : 'all',
      hundredths,
    )
    tooLittle ||= among < fewest
    percentiles[percentileName(asked)] = value ?? null
  }
  const constants: Record<string, number | null> = {}
  for (const name of constantsIn(segment))
    constants[name] =
      name === 'lapse_days'
        ? yield* lapseDaysNow(dialect, org)
        : yield* secondOrderDays(dialect, org)
  return { percentiles, ofStores, constants, tooLittle }
}

function* lapseDaysNow(dialect: Dialect, org: string): Work<number> {
  const { count, gaps } = yield* gapAt(dialect, org, ninth, { onlySecond: false })
  return lapseOf(count, gaps[0])
}

function ninth(count: number): readonly number[] {
  return [Math.max(1, Math.ceil((90 * count) / 100)) - 1]
}

/** The median, which may lie between two days. */
function* secondOrderDays(dialect: Dialect, org: string): Work<number | null> {
  const { gaps } = yield* gapAt(dialect, org, middle, { onlySecond: true })
  const [lower, upper = lower] = gaps
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2
}

function middle(count: number): readonly number[] {
  return count % 2 === 1 ? [count >> 1] : [(count >> 1) - 1, count >> 1]
}
