import type { Day } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import { factorTo, type RateTable } from '../currency/rate-table.ts'
import { storedRates } from '../currency/stored-rates.ts'
import { presentationCurrency } from '../query/currencies.ts'
import type { Figures } from '../query/figure-rows.ts'
import { figuresOf } from '../query/figures.ts'
import type { Membership } from '../query/in-segment.ts'
import { inStores } from '../query/in-stores.ts'
import { readFacts, type ReadFacts } from '../reading/read-facts.ts'
import { evaluateSegment } from '../segments/evaluate.ts'
import { predefinedSegments } from '../../segments/index.ts'
import { segmentWorld } from '../segments/world.ts'
import type { FiguresSource } from './figures-source.ts'
import { queryOf, type Question } from './question.ts'
import { noSuchSegment } from './segment-faults.ts'

/** Answers a question from all rows of the store: slow, and what every faster way must be equal to. */
export async function answerByRows(
  source: FiguresSource,
  question: Question,
  { today, signal }: { readonly today: Day; readonly signal: AbortSignal },
): Promise<Figures> {
  const { store, now = Date.now } = source
  const zones = source.zoneOf === undefined ? {} : { zoneOf: source.zoneOf }
  const read = await readFacts(store, { ...zones, now: now(), signal })
  const sold = inStores(read.facts, question.stores)
  const currency = presentationCurrency(
    sold.orders.length + sold.loose.length === 0 ? sold : { ...sold, payments: [] },
    question.currency,
  )
  const rates = await store.read((dialect, org) =>
    storedRates(dialect, org, [currency, ...currenciesIn(read)], everyDay),
  )
  const segments = await Promise.all(
    question.segments.map((id) =>
      membersOf(source, id, { read, rates, currency, question, signal }),
    ),
  )
  return figuresOf(
    { facts: read.facts, rates, today },
    { ...queryOf(question), currency, segments },
  )
}

/** Before the first rate that any bank gave, and after the last. */
const everyDay: DayRange = { from: -100_000, to: 100_000 }

function currenciesIn({ facts }: ReadFacts): readonly string[] {
  const { orders, payments, disputes, loose, carts } = facts
  return [
    ...new Set(
      [...orders, ...payments, ...disputes, ...loose, ...carts].flatMap(
        ({ currency }) => currency ?? [],
      ),
    ),
  ]
}

interface SegmentScene {
  readonly read: ReadFacts
  readonly rates: RateTable
  readonly currency: string
  readonly question: Question
  readonly signal: AbortSignal
}

/** Who or what is in a segment as it was at the end of the range. */
async function membersOf(
  { segmentOf }: FiguresSource,
  id: string,
  { read, rates, currency, question, signal }: SegmentScene,
): Promise<Membership> {
  const asOf = question.range.to
  const known = await segmentOf?.(id, { asOf, currency, signal })
  if (known !== undefined) return known
  const segment = predefinedSegments.find((each) => each.id === id)
  if (segment === undefined) throw noSuchSegment(id)
  const facts = inStores(read.facts, question.stores)
  const world = segmentWorld({ ...read, facts, asOf, factor: factorTo(rates, currency) })
  const { members } = evaluateSegment(segment, world)
  return { resource: segment.resource, members: new Set(members) }
}
