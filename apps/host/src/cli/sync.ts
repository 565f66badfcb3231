import { sync, type StreamRun, type SyncReport } from '../engine/index.ts'
import { faultText } from './fault-text.ts'
import { runByHand } from './hand-run.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { withoutPaused } from './pause.ts'
import { count, duration, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface SyncCommandOptions extends CommonOptions {
  readonly stream?: readonly string[]
  readonly full?: boolean
  readonly sweep?: boolean
  readonly acceptDeletes?: boolean
}

/** `cartograph sync [connections…]`: reads from the vendors into the store. */
export function syncCommand(
  terminal: Terminal,
  connections: readonly string[],
  options: SyncCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const { store, configuration } = installation
    const all = connections.length > 0 ? connections : [...configuration.connections.keys()]
    const wanted = [...(await withoutPaused({ terminal, store }, all, connections))]
    return runByHand(
      terminal,
      installation,
      ({ show, ...given }) =>
        sync(installation, {
          ...given,
          ...((connections.length > 0 || wanted.length < all.length) && { connections: wanted }),
          ...(options.stream !== undefined && { streams: options.stream }),
          full: options.full ?? false,
          sweep: options.sweep ?? false,
          acceptDeletes: options.acceptDeletes ?? false,
          onProgress: ({ connection, stream, read, estimate }) => {
            const name = `${connection}.${stream}`
            show({ name, done: read, ...(estimate !== undefined && { total: estimate }) })
          },
        }),
      { messages: syncMessages, text: syncText, json: options.json },
    )
  })
}

const columns: readonly Column<StreamRun>[] = [
  { heading: 'stream', align: 'left', cell: (run) => `${run.connection}.${run.stream}` },
  { heading: 'read', align: 'right', cell: (run) => count(run.read) },
  { heading: 'new or changed', align: 'right', cell: (run) => count(run.written) },
  { heading: 'unchanged', align: 'right', cell: (run) => count(run.unchanged) },
  { heading: 'deleted', align: 'right', cell: (run) => count(run.deleted) },
  { heading: 'rejected', align: 'right', cell: (run) => count(run.rejected) },
  { heading: 'commerce rows', align: 'right', cell: (run) => count(run.rows) },
  { heading: 'requests', align: 'right', cell: (run) => count(run.requests) },
  { heading: 'time', align: 'right', cell: (run) => duration(run.durationMs) },
]

export function syncText({ runs }: SyncReport): string {
  return runs.length === 0 ? 'There is nothing to read.\n' : `${table(columns, runs)}\n`
}

/** What a person should know beside the counts. */
export function syncMessages({ runs }: SyncReport): readonly string[] {
  const messages = runs.flatMap((run) => {
    const name = `${run.connection}.${run.stream}`
    const rejected =
      run.rejected === 0
        ? []
        : [`${name}: ${count(run.rejected)} rejected; \`cartograph status\` shows why.`]
    return [...run.notes.map((note) => `${name}: ${note}`), ...rejected]
  })
  const failed = runs.filter((run) => run.fault !== undefined)
  if (failed.length === 0) return messages
  return [
    ...messages,
    ...faultMessages(failed),
    `${failed.length} of ${runs.length} streams failed.`,
  ]
}

/** What stops several streams of a connection alike is said once. */
function faultMessages(failed: readonly StreamRun[]): readonly string[] {
  const alike = Map.groupBy(failed, ({ connection, fault }) => JSON.stringify([connection, fault]))
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first?.fault === undefined) return []
    const name =
      others.length === 0 ? first.stream : `all ${others.length + 1} streams that were tried`
    return [
      faultText(
        first.fault,
        others.length === 0 ? `${first.connection}.${name}` : `${first.connection}, ${name}`,
      ),
    ]
  })
}
