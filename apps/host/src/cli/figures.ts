import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  dayOf,
  dayText,
  figuresCatalogue,
  openFigures,
  questionIn,
  rankedRates,
  ratesIn,
  rateTable,
  readFacts,
  type Rate,
  type RateTable,
  type ReadFacts,
  type Segment,
} from '../analytics/index.ts'
import { rowSources } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { isFollowed } from '../customers/index.ts'
import { catalogueText, figuresCsv, figuresJson, figuresText } from './figures-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { knownSegments } from './segments-kept.ts'
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
      await terminal.out(
        options.json === true ? `${JSON.stringify(figuresCatalogue)}\n` : catalogueText(),
      )
      return 0
    }
    const segment = await wantedSegment(terminal, installation, options.segment)
    const door = openFigures({
      ...figuresSource(installation),
      // Nothing here brings the sums up to date, so they may be far behind.
      onlyCurrent: true,
      rates: await ratesOfFiles(terminal, options.rates ?? []),
      ownSegments: segment === undefined ? [] : [segment],
    })
    const question = questionIn(askedBy(named, options, segment))
    const figures = await door.ask(question, terminal.signal)
    for (const name of figures.tooLittleData ?? [])
      terminal.say(`${name}: too little data; a percentile needs thirty.`)
    const { personsAreCurrent, connections } = await door.completeness()
    const answer = { figures, isCurrent: personsAreCurrent, connections }
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

function askedBy(
  named: string | undefined,
  options: FiguresCommandOptions,
  segment: Segment | undefined,
): object {
  const { currency, clock, compare } = options
  const to = options.to ?? dayText(todayIn(Date.now()))
  return {
    metrics: listed(named ?? usual),
    by: listed(options.by ?? ''),
    range: { from: options.from ?? dayText(dayOf(to) - 29), to },
    stores: listed(options.stores ?? ''),
    segments: segment === undefined ? [] : [segment.id],
    ...(currency !== undefined && { currency }),
    ...(clock !== undefined && { clock }),
    ...(compare !== undefined && { compare: comparisonIn(compare) }),
  }
}

/** A segment by its name, or one of one's own from a file. */
async function wantedSegment(
  terminal: Terminal,
  installation: Installation,
  named: string | undefined,
): Promise<Segment | undefined> {
  if (named === undefined) return undefined
  const isFile = named.endsWith('.json')
  const known = await knownSegments(installation)
  const [wanted] = await wantedSegments(terminal, known, isFile ? { file: named } : { named })
  return wanted
}

/** What figures are asked of, with nobody who keeps them up to date. */
export function figuresSource({ store, configuration }: Installation) {
  return {
    store,
    connections: rowSources(configuration),
    zoneOf: (connection: string) => configuration.connections.get(connection)?.timeZone,
    personsAreCurrent: isFollowed,
  }
}

/** All facts of the store, and whether who bought is known of all of them. */
export async function factsNow(
  terminal: Terminal,
  { store, configuration }: Installation,
  options: { readonly withEvents?: boolean } = {},
): Promise<{ readonly facts: ReadFacts; readonly isCurrent: boolean }> {
  const facts = await readFacts(store, {
    zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
    now: Date.now(),
    signal: terminal.signal,
    ...options,
  })
  return { facts, isCurrent: await store.read(isFollowed) }
}

/** The rates of the store; those of files count before them. */
export async function readRates(
  terminal: Terminal,
  { store }: Installation,
  files: readonly string[],
): Promise<RateTable> {
  const stored = await store.read(rankedRates)
  return rateTable([...stored, ...(await ratesOfFiles(terminal, files))])
}

/** Files of the European Central Bank, or of rates that somebody wrote; what comes later counts. */
export async function ratesOfFiles(
  { folder }: Terminal,
  files: readonly string[],
): Promise<readonly Rate[]> {
  const rates: Rate[] = []
  for (const file of files) rates.push(...ratesIn(await readFile(resolve(folder, file), 'utf8')))
  return rates
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
function comparisonIn(text: string): string | object {
  if (text === 'previous' || text === 'year') return text
  const [from = '', to = ''] = text.split('..')
  return { from, to }
}
