import { readMonitoring } from '../analytics/index.ts'
import { readState, type LastRun, type Letters, type ShownPause, type State } from '../api/index.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { sinceText } from './pause.ts'
import { servedNote, servedTable } from './served-text.ts'
import { count, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph status`: how every stream and delivery stands. Looks into the store, asks no vendor, changes nothing. */
export function statusCommand(terminal: Terminal, options: CommonOptions): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    const state = await readState(installation)
    if (options.json === true) {
      const monitoring = await readMonitoring({ ...installation, now: Date.now() })
      await terminal.out(`${JSON.stringify({ ...state, monitoring })}\n`)
    } else await terminal.out(statusText(state))
    return 0
  })
}

type StreamRow = State['connections'][number]['streams'][number] & { readonly connection: string }

const streamColumns: readonly Column<StreamRow>[] = [
  { heading: 'stream', align: 'left', cell: (row) => `${row.connection}.${row.stream}` },
  { heading: 'records', align: 'right', cell: (row) => count(row.records) },
  { heading: 'deleted', align: 'right', cell: (row) => count(row.deleted) },
  { heading: 'rejected', align: 'right', cell: (row) => count(row.deadLetters.count) },
  { heading: 'last run', align: 'left', cell: (row) => runText(row.lastRun) },
  { heading: '', align: 'left', cell: streamNote },
]

const deliveryColumns: readonly Column<State['deliveries'][number]>[] = [
  { heading: 'delivery', align: 'left', cell: (row) => row.id },
  { heading: 'behind', align: 'right', cell: (row) => count(row.lag) },
  { heading: 'waiting', align: 'right', cell: (row) => count(row.held) },
  { heading: 'unknown', align: 'right', cell: (row) => count(row.unknown) },
  { heading: 'failed', align: 'right', cell: (row) => count(row.deadLetters.count) },
  { heading: 'last run', align: 'left', cell: (row) => runText(row.lastRun) },
  { heading: '', align: 'left', cell: deliveryNote },
]

export function statusText(state: State): string {
  const streams = state.connections.flatMap(({ id, streams: own }) =>
    own.map((stream): StreamRow => Object.assign({ connection: id }, stream)),
  )
  const served = state.deliveries.flatMap(({ id, served: own }) =>
    own === undefined ? [] : { name: id, state: own },
  )
  const parts = [
    streams.length === 0 ? 'Nothing has been read yet.' : table(streamColumns, streams),
    ...state.connections.flatMap(({ id, paused }) =>
      paused === undefined ? [] : [pausedText(id, paused)],
    ),
    ...(state.deliveries.length === 0 ? [] : [table(deliveryColumns, state.deliveries)]),
    ...(served.length === 0 ? [] : [servedTable(served)]),
    ...streams.flatMap((row) => lettersText(`${row.connection}.${row.stream}`, row.deadLetters)),
    ...state.connections.flatMap(({ id, webhooks }) =>
      webhooks === undefined ? [] : lettersText(`${id}, webhooks`, webhooks.deadLetters),
    ),
    ...state.deliveries.flatMap((row) => lettersText(row.id, row.deadLetters)),
  ]
  return `${parts.join('\n\n')}\n`
}

function pausedText(id: string, { since, by }: ShownPause): string {
  const at = sinceText({ pausedAt: Date.parse(since), pausedBy: by })
  return `${id} is paused, ${at}: nothing is read from it or sent to it. \`cartograph resume ${id}\` lets it go on.`
}

function runText(run: LastRun | undefined): string {
  if (run === undefined) return 'never'
  const at = run.at.slice(0, 16).replace('T', ' ')
  if (run.endedAt === undefined) return `${at} UTC, not ended`
  return `${at} UTC, ${run.ok ? 'good' : 'failed'}`
}

function streamNote({ open, heldDeletes }: StreamRow): string {
  if (heldDeletes !== undefined)
    return `${count(heldDeletes.candidates)} of ${count(heldDeletes.of)} would be deleted: look, then run sync with --accept-deletes`
  return open ? 'not read to the end: the next sync goes on' : ''
}

function deliveryNote(row: State['deliveries'][number]): string {
  const { paused, backfilling, lastRun, served } = row
  if (paused) return 'paused'
  const note = served === undefined ? '' : servedNote(served)
  if (note !== '') return note
  if (lastRun === undefined) return 'the first push sends everything'
  return backfilling ? 'not all rows seen yet: the next push goes on' : ''
}

function lettersText(name: string, { count: total, examples }: Letters): readonly string[] {
  if (total === 0) return []
  const lines = examples.map(({ at, fault }) => `  ${at}: ${fault.message}`)
  const rest = total - examples.length
  return [
    [`${name}, not processed:`, ...lines, ...(rest > 0 ? [`  and ${count(rest)} more`] : [])].join(
      '\n',
    ),
  ]
}
