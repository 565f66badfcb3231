import { fault } from '@cartograph/core'
import type { FigureReport } from '../../dashboards/index.ts'
import { comparedRange } from '../calendar/range.ts'
import { factorTo, lastRateDay, type RateTable } from '../currency/rate-table.ts'
import { storedRates } from '../currency/stored-rates.ts'
import { onlyCurrency } from '../query/currencies.ts'
import type { Figures } from '../query/figure-rows.ts'
import { filtersOf } from '../query/filters.ts'
import type { Membership } from '../query/in-segment.ts'
import { openReportSource, type ReportSource } from '../reading/report-source.ts'
import { readFacts } from '../reading/read-facts.ts'
import { countedOrders, isMemberOf } from '../report-figures/counted-orders.ts'
import { makeReport, type MadeReport } from '../report-figures/make-report.ts'
import { reportRows } from '../report-figures/report-rows.ts'
import { knownReports } from '../report-figures/reports.ts'
import { memberships, type AskOptions } from './answer.ts'
import { everyDay, segmentsByRows, type KnownSegment } from './answer-by-rows.ts'
import type { FiguresSource } from './figures-source.ts'
import type { Question } from './question.ts'
import { metricsOfReport } from './report-question.ts'

export interface ReportQuestion extends Question {
  readonly report: FigureReport
}

interface ReportAnswer extends MadeReport {
  readonly currency: string
  readonly isProvisional: boolean
  readonly tooLittleData: readonly string[]
}

/** Reports that were made for a batch of questions: several widgets show parts of the same one. */
export type MadeReports = Map<string, Promise<ReportAnswer>>

/** Answers a question about a report, from the same walk over all customers as the command. */
export async function answerReport(
  source: FiguresSource,
  question: ReportQuestion,
  { made, ...options }: AskOptions & { readonly made: MadeReports },
): Promise<Figures> {
  const { report, by, range, comparison } = question
  const metrics = metricsOfReport(report, question.metrics)
  const { isCompared, variant } = knownReports[report]
  const other =
    isCompared && comparison !== undefined ? comparedRange(range, comparison) : undefined
  const { id: _id, metrics: _metrics, by: _by, ...same } = question
  const key = JSON.stringify([same, variant?.(by)])
  const making = made.get(key) ?? madeFor(source, { ...question, comparison: other }, options)
  made.set(key, making)
  const answer = await making
  const { now, before, currency, unconverted, isProvisional, tooLittleData } = answer
  const table = now.table(by)
  const labels = Object.entries(table.labels ?? {}).filter(([dimension]) => by.includes(dimension))
  return {
    metrics,
    by,
    range,
    ...(other !== undefined && { comparedRange: other }),
    currency,
    ...reportRows(table, before?.table(by), {
      metrics,
      by,
      isGoingOn: range.to >= options.today,
    }),
    unconverted,
    isProvisional,
    ...(tooLittleData.length > 0 && { tooLittleData }),
    ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
  }
}

async function madeFor(
  source: FiguresSource,
  question: Omit<ReportQuestion, 'comparison'> & { readonly comparison: Figures['comparedRange'] },
  options: AskOptions,
): Promise<ReportAnswer> {
  const { store, zoneOf = () => undefined, now = Date.now, onlyCurrent = false } = source
  const { report, by, range, comparison: other, stores } = question
  const known = knownReports[report]
  const isOfOrders = known.of === undefined
  if (!isOfOrders) checkSubscriptions(question)
  const opened = await openReportSource(store, {
    zoneOf,
    stores,
    now: now(),
    signal: options.signal,
    mayBeBehind: !onlyCurrent,
  })
  const sold = await opened.currencies()
  const agreed = isOfOrders ? undefined : await opened.subscriptions()
  const paid = [...new Set((agreed?.paid ?? []).map((fact) => fact.currency))]
  const currency = onlyCurrency(question.currency, () => (sold.length === 0 ? paid : sold))
  const rates = await store.read((dialect, org) =>
    storedRates(dialect, org, [currency, ...sold, ...paid], everyDay, source.rates),
  )
  const segments = await segmentsOf(source, { ...question, currency }, { ...options, rates })
  const filters = filtersOf(question.filters, [])
  const factor = factorTo(rates, currency)
  const made = await makeReport(known, {
    source: agreed === undefined ? opened : withAgreed(opened, agreed),
    range,
    other,
    by,
    factor,
    today: options.today,
    counted: countedOrders(segments, filters),
    looksAtLines: segments.some(({ resource }) => resource === 'product'),
    isMember: (customer) => isMemberOf(segments, customer),
  })
  const lastRate = lastRateDay(rates)
  const isConverted = [...made.currencies, ...paid].some((each) => each !== currency)
  return {
    ...made,
    currency,
    isProvisional: isConverted && (lastRate === undefined || range.to > lastRate),
    tooLittleData: segments.flatMap(({ shortOfData }) => shortOfData ?? []),
  }
}

function withAgreed(
  source: ReportSource,
  agreed: Awaited<ReturnType<ReportSource['subscriptions']>>,
): ReportSource {
  return { ...source, subscriptions: async () => agreed }
}

/** A subscription has a customer and a store, and nothing of an order. */
function checkSubscriptions({ report, filters }: Pick<ReportQuestion, 'report' | 'filters'>): void {
  const [filter] = filters
  if (filter !== undefined)
    throw fault({
      kind: 'config',
      message: `The report ${report} cannot be filtered by ${filter.dimension}: subscriptions do not have it.`,
      hint: 'Say which stores in `stores`, and give the widget `filters` of its own.',
    })
}

async function segmentsOf(
  source: FiguresSource,
  question: Question & Pick<ReportQuestion, 'report'> & { readonly currency: string },
  { rates, signal, today }: AskOptions & { readonly rates: RateTable },
): Promise<readonly KnownSegment[]> {
  if (question.segments.length === 0) return []
  const known: readonly Membership[] | undefined = await memberships(source, question, {
    today,
    signal,
  })
  if (known !== undefined) return checked(question, known)
  const { store, zoneOf, now = Date.now } = source
  const read = await readFacts(store, {
    ...(zoneOf !== undefined && { zoneOf }),
    now: now(),
    signal,
  })
  const { currency } = question
  return checked(
    question,
    await segmentsByRows(source, { read, rates, currency, question, signal }),
  )
}

function checked<Segment extends Membership>(
  { report }: Pick<ReportQuestion, 'report'>,
  segments: readonly Segment[],
): readonly Segment[] {
  const unfit = segments.find(({ resource }) => resource !== 'customer')
  if (knownReports[report].of === 'subscriptions' && unfit !== undefined)
    throw fault({
      kind: 'config',
      message: `The report ${report} cannot be of a segment of ${unfit.resource}s: subscriptions are of customers.`,
      hint: 'Take a segment of customers.',
    })
  return segments
}
