import {
  dayOf,
  evaluateSegment,
  factorTo,
  inStores,
  presentationCurrency,
  segmentWorld,
} from '../analytics/index.ts'
import { factsNow, listed, readRates, todayIn, type FactOptions } from './figures.ts'
import { withInstallation } from './installation.ts'
import { wantedSegments } from './wanted-segments.ts'
import { count, counted, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface SegmentsCommandOptions extends FactOptions {
  readonly asOf?: string
  readonly file?: string
  readonly limit: number
}

interface CountedSegment {
  readonly id: string
  readonly name: string
  readonly resource: string
  readonly count: number
  readonly tooLittleData: boolean
  readonly members: readonly string[]
}

/** `cartograph segments [id] [--file segment.json]`: how many are in each segment, or who is in one. */
export function segmentsCommand(
  terminal: Terminal,
  named: string | undefined,
  options: SegmentsCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    const wanted = await wantedSegments(terminal, named, options.file)
    const rates = await readRates(terminal, options.rates ?? [])
    const { facts: read, isCurrent } = await factsNow(terminal, installation, { withEvents: true })
    const facts = inStores(read.facts, listed(options.stores ?? ''))
    const asOf = options.asOf === undefined ? todayIn(Date.now()) : dayOf(options.asOf)
    const factor = factorTo(rates, presentationCurrency(facts, options.currency))
    const world = segmentWorld({ ...read, facts, asOf, factor })
    const found = wanted.map((segment): CountedSegment => {
      const { members, tooLittleData } = evaluateSegment(segment, world)
      const { id, name, resource } = segment
      return { id, name, resource, count: members.length, tooLittleData, members }
    })
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
