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
    sold.orders.length + sold.loose.length === 0 ? sold : { ...sold, payments: [], disputes: [] },
    question.currency,
  )
  const rates = await store.read((dialect, org) =>
    storedRates(dialect, org, [currency, ...currenciesIn(read)], everyDay, source.rates),
  )
  const segments = await segmentsByRows(source, { read, rates, currency, question, signal })
  const figures = figuresOf(
    { facts: read.facts, rates, today },
    { ...queryOf(question), currency, segments },
  )
  const short = segments.flatMap(({ shortOfData }) => shortOfData ?? [])
  return { ...figures, ...(short.length > 0 && { tooLittleData: short }) }
}

/** Before the first rate that any bank gave, and after the last. */
export const everyDay: DayRange = { from: -100_000, to: 100_000 }

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

export interface SegmentScene {
  readonly read: ReadFacts
  readonly rates: RateTable
  readonly currency: string
  readonly question: Question
  readonly signal: AbortSignal
}

export interface KnownSegment extends Membership {
  /** The name of a segment that has nobody because a percentile needs thirty. */
  readonly shortOfData?: string
}

/** The members of all segments of a question, from all rows. */
export async function segmentsByRows(
  source: FiguresSource,
  scene: SegmentScene,
): Promise<readonly KnownSegment[]> {
  const segments: KnownSegment[] = []
  for (const id of scene.question.segments) segments.push(await membersOf(source, id, scene))
  return segments
}

/** Who or what is in a segment as it was at the end of the range. */
async function membersOf(
  { segmentOf, ownSegments = [] }: FiguresSource,
  id: string,
  { read, rates, currency, question, signal }: SegmentScene,
): Promise<KnownSegment> {
  const asOf = question.range.to
  const known = await segmentOf?.(id, { asOf, currency, signal })
  if (known !== undefined) return known
  const segment = [...ownSegments, ...predefinedSegments].find((each) => each.id === id)
  if (segment === undefined) throw noSuchSegment(id)
  const facts = inStores(read.facts, question.stores)
  const world = segmentWorld({ ...read, facts, asOf, factor: factorTo(rates, currency) })
  const { members, tooLittleData } = evaluateSegment(segment, world)
  return {
    resource: segment.resource,
    members: new Set(members),
    ...(tooLittleData && { shortOfData: segment.name }),
  }
}
