import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  dayOf,
  dayRange,
  dayText,
  dimensions,
  evaluateSegment,
  factorTo,
  figuresOf,
  inStores,
  metrics,
  presentationCurrency,
  ratesIn,
  rateTable,
  readFacts,
  segmentWorld,
  type Comparison,
  type Membership,
  type Rate,
  type RateTable,
  type ReadFacts,
} from '../analytics/index.ts'
import type { Installation } from '../connections/index.ts'
import { isFollowed } from '../customers/index.ts'
import { catalogueText, figuresCsv, figuresJson, figuresText } from './figures-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { wantedSegments } from './wanted-segments.ts'

export interface FactOptions extends CommonOptions {
  readonly currency?: string
  readonly stores?: string
  readonly rates?: readonly string[]
}

export interface FiguresCommandOptions extends FactOptions {
  readonly by?: string
  readonly from?: string
  readonly to?: string
  readonly compare?: string
  readonly clock?: 'order' | 'refund'
  readonly csv?: boolean
  readonly list?: boolean
  readonly segment?: string
}

const usual = 'orders,net_sales,aov,customers,new_customers'

/** `cartograph figures [metrics] --by … --from … --to …`: what was sold, to whom, and how that changed. */
export function figuresCommand(
  terminal: Terminal,
  named: string | undefined,
  options: FiguresCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    if (options.list === true) {
      const described = { metrics: metrics.map(({ of: _of, ...rest }) => rest), dimensions }
      await terminal.out(options.json === true ? `${JSON.stringify(described)}\n` : catalogueText())
      return 0
    }
    const today = todayIn(Date.now())
    const to = options.to ?? dayText(today)
    const from = options.from ?? dayText(dayOf(to) - 29)
    const query = {
      metrics: listed(named ?? usual),
      by: listed(options.by ?? ''),
      range: dayRange(from, to),
      stores: listed(options.stores ?? ''),
      ...(options.currency === undefined ? {} : { currency: options.currency }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(options.compare === undefined ? {} : { comparison: comparisonIn(options.compare) }),
    }
    const rates = await readRates(terminal, options.rates ?? [])
    const { facts, isCurrent } = await factsNow(terminal, installation)
    const segment =
      options.segment === undefined
        ? {}
        : {
            segments: [
              await membership(terminal, options, { read: facts, rates, asOf: query.range.to }),
            ],
          }
    const figures = figuresOf({ facts: facts.facts, rates, today }, { ...query, ...segment })
    const answer = { figures, isCurrent }
    await terminal.out(
      options.json === true
        ? figuresJson(answer)
        : options.csv === true
          ? figuresCsv(figures)
          : figuresText(answer),
    )
    return 0
  })
}

/** Who or what is in the segment that was asked for, as it was at the end of the range: a name, or a file of one's own. */
async function membership(
  terminal: Terminal,
  { segment = '', stores, currency }: FiguresCommandOptions,
  {
    read,
    rates,
    asOf,
  }: { readonly read: ReadFacts; readonly rates: RateTable; readonly asOf: number },
): Promise<Membership> {
  const isFile = segment.endsWith('.json')
  const [wanted] = await wantedSegments(
    terminal,
    isFile ? undefined : segment,
    isFile ? segment : undefined,
  )
  const facts = inStores(read.facts, listed(stores ?? ''))
  const factor = factorTo(rates, presentationCurrency(facts, currency))
  const world = segmentWorld({ ...read, facts, asOf, factor })
  if (wanted === undefined) return { resource: 'order', members: new Set() }
  const { members, tooLittleData } = evaluateSegment(wanted, world)
  if (tooLittleData) terminal.say(`${wanted.name}: too little data; a percentile needs thirty.`)
  return { resource: wanted.resource, members: new Set(members) }
}

/** All facts of the store, and whether who bought is known of all of them. */
export async function factsNow(
  terminal: Terminal,
  { store, configuration }: Installation,
  options: { readonly withEvents?: boolean } = {},
): Promise<{ readonly facts: ReadFacts; readonly isCurrent: boolean }> {
  const facts = await readFacts(store, {
    ...options,
    zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
    now: Date.now(),
    signal: terminal.signal,
  })
  return { facts, isCurrent: await store.read(isFollowed) }
}

/** Files of the European Central Bank, or of rates that somebody wrote; what comes later counts. */
export async function readRates(terminal: Terminal, files: readonly string[]): Promise<RateTable> {
  const rates: Rate[] = []
  for (const file of files)
    rates.push(...ratesIn(await readFile(resolve(terminal.folder, file), 'utf8')))
  return rateTable(rates)
}

export function todayIn(now: number): number {
  return Math.floor(now / 86_400_000)
}

export function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** `previous`, `year`, or two days with two points between: 2025-10-01..2025-10-31. */
function comparisonIn(text: string): Comparison {
  if (text === 'previous' || text === 'year') return text
  const [from = '', to = ''] = text.split('..')
  return dayRange(from, to)
}
