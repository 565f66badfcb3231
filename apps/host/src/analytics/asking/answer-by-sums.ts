import { fault } from '@cartograph/core'
import {
  allFacts,
  cartCurrencies,
  paidCurrencies,
  soldCurrencies,
  zonedStores,
  type Dialect,
  type Work,
  type ZonedStore,
} from '../../store/index.ts'
import type { Day } from '../calendar/day.ts'
import { comparedRange } from '../calendar/range.ts'
import { isZone } from '../calendar/store-clock.ts'
import type { Rate } from '../currency/rate-table.ts'
import { storedRates } from '../currency/stored-rates.ts'
import { factsIn } from '../cubes/facts-in.ts'
import { figuresBySums } from '../cubes/figures-by-sums.ts'
import { salesStanding } from '../cubes/sales-standing.ts'
import { metricNamed } from '../metrics/catalogue.ts'
import { onlyCurrency } from '../query/currencies.ts'
import type { Figures } from '../query/figure-rows.ts'
import { figuresOf } from '../query/figures.ts'
import type { Membership } from '../query/in-segment.ts'
import { queryOf, type Question } from './question.ts'
import { together } from './together.ts'

export interface SumsAsk {
  readonly question: Question
  readonly segments: readonly Membership[]
  readonly today: Day
  /** Epoch milliseconds. */
  readonly now: number
  /** Where the sums are behind the rows there is no answer. */
  readonly onlyCurrent: boolean
  /** Rates that count before those of the store. */
  readonly given?: readonly Rate[]
}

/**
 * Answers a question from the sums that are kept beside the rows, and from the facts that they are of, as they are at one instant.
 *
 * Undefined where they cannot: they are not made yet, or nothing was sold in a store that was asked for.
 */
export function* answerBySums(
  dialect: Dialect,
  org: string,
  { question, segments, today, now, onlyCurrent, given }: SumsAsk,
): Work<Figures | undefined> {
  const { isMade, isCurrent } = yield* salesStanding(dialect, org)
  if (!isMade || (onlyCurrent && !isCurrent)) return undefined
  const zoned = yield* zonedStores(dialect, org)
  const known = new Set(zoned.map(({ store }) => store))
  if (!question.stores.every((store) => known.has(store))) return undefined
  checkZones(zoned, new Set(question.stores))
  const sold = yield* soldCurrencies(dialect, org, question.stores)
  const paid = yield* paidCurrencies(dialect, org, question.stores)
  const currency = onlyCurrency(question.currency, () => (sold.length === 0 ? paid : sold))
  const { range, comparison } = question
  const other = comparison === undefined ? range : comparedRange(range, comparison)
  const metrics = question.metrics.map(metricNamed)
  const whole = { from: Math.min(range.from, other.from), to: Math.max(range.to, other.to) }
  const isOfCarts = metrics.some((metric) => metric.reads === 'sums' && metric.beside === 'carts')
  const left = isOfCarts ? yield* cartCurrencies(dialect, org, whole) : []
  const [summable, others] = (['sums', 'rows'] as const).map((kind) =>
    metrics.flatMap(({ id, reads }) => (reads === kind ? [id] : [])),
  )
  const rates = yield* storedRates(
    dialect,
    org,
    [...new Set([currency, ...sold, ...paid, ...left])],
    {
      from: others?.length === 0 ? whole.from : earliest,
      // Whether a later rate is known says whether those of the range are final.
      to: latest,
    },
    given,
  )
  const query = { ...queryOf(question), currency, segments }
  const scene = { rates, today }
  const parts: Figures[] = []
  if (summable !== undefined && summable.length > 0)
    parts.push(
      yield* figuresBySums(dialect, org, { ...query, metrics: summable }, { ...scene, now }),
    )
  if (others !== undefined && others.length > 0) {
    // Who is new anywhere is judged by the orders of all stores.
    const facts = factsIn(
      yield* allFacts(dialect, org, question.newAnywhere ? [] : question.stores),
    )
    parts.push(figuresOf({ ...scene, facts }, { ...query, metrics: others }))
  }
  return together(question.metrics, parts)
}

/** Before the first day of which any rate is known, and after the last. */
const [earliest, latest] = [-100_000, 100_000]

function checkZones(zoned: readonly ZonedStore[], asked: ReadonlySet<string>): void {
  const wrong = zoned.find(
    ({ store, zone }) => (asked.size === 0 || asked.has(store)) && !isZone(zone),
  )
  if (wrong !== undefined)
    throw fault({
      kind: 'config',
      message: `The store "${wrong.store}" has the time zone "${wrong.zone}", which does not exist.`,
      hint: 'Give the store a zone of the IANA list, such as Europe/Stockholm, where it is kept; until then ask for other stores.',
    })
}
