import {
  dayOf,
  evaluateSegment,
  factorTo,
  inStores,
  presentationCurrency,
  segmentWorld,
  type Segment,
  type SegmentWorld,
} from '../analytics/index.ts'
import type { Installation } from '../connections/index.ts'
import { followCustomers } from '../customers/index.ts'
import { updateSegments } from '../work/index.ts'
import { factsNow, listed, readRates, todayIn, type FactOptions } from './figures.ts'
import { withInstallation } from './installation.ts'
import { explainedMember, explainedText } from './segment-explained.ts'
import { keptSegmentsOf, knownSegments, type CountedSegment } from './segments-kept.ts'
import { wantedSegments } from './wanted-segments.ts'
import { count, counted, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface SegmentsCommandOptions extends FactOptions {
  readonly asOf?: string
  readonly file?: string
  readonly limit: number
  readonly update?: boolean
  readonly why?: string
}

/** `cartograph segments [id] [--file segment.json]`: how many are in each segment, who is in one, or why somebody is or is not. */
export function segmentsCommand(
  terminal: Terminal,
  named: string | undefined,
  options: SegmentsCommandOptions,
): Promise<ExitCode> {
  const readOnly = options.update !== true
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    if (!readOnly) await update(terminal, installation)
    const known = await knownSegments(installation)
    const wanted = await wantedSegments(terminal, known, { named, file: options.file })
    if (options.why !== undefined) return why(terminal, installation, wanted, options)
    const { found, isCurrent } = await membersOf(terminal, installation, wanted, options)
    const [only] = found
    const isOne = found.length === 1 && only !== undefined
    const data = isOne ? only : { segments: found.map(({ members: _members, ...rest }) => rest) }
    await terminal.out(
      options.json === true
        ? `${JSON.stringify({ ...data, personsAreCurrent: isCurrent })}\n`
        : isOne
          ? membersText(only, options.limit)
          : `${table(columns, found)}\n`,
    )
    return 0
  })
}

async function update({ signal }: Terminal, installation: Installation): Promise<void> {
  const { store, configuration } = installation
  await followCustomers(store, { settings: configuration.customers, signal })
  await updateSegments(installation, { signal })
}

interface Found {
  readonly found: readonly CountedSegment[]
  readonly isCurrent: boolean
}

/** What is kept where it is as the store is now; else all rows are looked at. */
async function membersOf(
  terminal: Terminal,
  installation: Installation,
  wanted: readonly Segment[],
  options: SegmentsCommandOptions,
): Promise<Found> {
  const { asOf, file, currency, stores, rates } = options
  const isAsKept = [asOf, file, currency, stores, rates].every((option) => option === undefined)
  const kept = isAsKept ? await keptSegmentsOf(installation, wanted) : undefined
  if (kept !== undefined) return { found: kept, isCurrent: true }
  const { world, isCurrent } = await worldNow(terminal, installation, options)
  const found = wanted.map((segment): CountedSegment => {
    const { members, tooLittleData } = evaluateSegment(segment, world)
    const { id, name, resource } = segment
    return { id, name, resource, count: members.length, tooLittleData, members }
  })
  return { found, isCurrent }
}

async function worldNow(
  terminal: Terminal,
  installation: Installation,
  options: SegmentsCommandOptions,
): Promise<{ readonly world: SegmentWorld; readonly isCurrent: boolean }> {
  const rates = await readRates(terminal, installation, options.rates ?? [])
  const { facts: read, isCurrent } = await factsNow(terminal, installation, { withEvents: true })
  const facts = inStores(read.facts, listed(options.stores ?? ''))
  const asOf = options.asOf === undefined ? todayIn(Date.now()) : dayOf(options.asOf)
  const factor = factorTo(rates, presentationCurrency(facts, options.currency))
  return { world: segmentWorld({ ...read, facts, asOf, factor }), isCurrent }
}

async function why(
  terminal: Terminal,
  installation: Installation,
  wanted: readonly Segment[],
  options: SegmentsCommandOptions,
): Promise<ExitCode> {
  const { world } = await worldNow(terminal, installation, options)
  const found = await explainedMember(installation, wanted, world, options.why ?? '')
  await terminal.out(options.json === true ? `${JSON.stringify(found)}\n` : explainedText(found))
  return 0
}

const columns: readonly Column<CountedSegment>[] = [
  { heading: 'segment', align: 'left', cell: ({ id }) => id },
  { heading: 'of', align: 'left', cell: ({ resource }) => `${resource}s` },
  {
    heading: 'members',
    align: 'right',
    cell: (segment) => (segment.tooLittleData ? 'too little data' : count(segment.count)),
  },
  { heading: 'name', align: 'left', cell: ({ name }) => name },
]

function membersText(
  { name, resource, tooLittleData, members }: CountedSegment,
  limit: number,
): string {
  if (tooLittleData) return `${name}: too little data; a percentile needs thirty.\n`
  const more =
    members.length > limit ? [`… and ${count(members.length - limit)} more; raise --limit.`] : []
  return [
    `${name}: ${counted(members.length, resource)}.`,
    ...members.slice(0, limit),
    ...more,
    '',
  ].join('\n')
}
