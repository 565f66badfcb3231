import { fault, nearest } from '@cartograph/core'
import { pause, resume } from '../access/index.ts'
import type { Installation } from '../connections/index.ts'
import { pausedConnections, type ConnectionPause } from '../store/index.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph pause CONNECTION` and `cartograph resume CONNECTION`: nothing is read and sent, until it goes on. */
export function pauseCommand(
  terminal: Terminal,
  change: 'pause' | 'resume',
  connection: string,
  options: CommonOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async ({ store, configuration }) => {
    const ids = [...configuration.connections.keys()]
    if (!ids.includes(connection)) throw noSuchConnection(connection, ids)
    const pausing = { by: { kind: 'command' }, now: Date.now() } as const
    const hasChanged = await store.write((dialect, org) =>
      (change === 'pause' ? pause : resume)(dialect, org, connection, pausing),
    )
    const isPaused = change === 'pause'
    await terminal.out(
      options.json === true
        ? `${JSON.stringify({ connection, isPaused, hasChanged })}\n`
        : `${connection} ${textOf(isPaused, hasChanged)}\n`,
    )
    return 0
  })
}

function textOf(isPaused: boolean, hasChanged: boolean): string {
  if (!isPaused) return hasChanged ? 'goes on.' : 'was not paused.'
  return hasChanged
    ? 'is paused: nothing is read from it or sent to it until `cartograph resume`.'
    : 'was paused already.'
}

function noSuchConnection(connection: string, ids: readonly string[]): Error {
  const meant = nearest(connection, ids)
  return fault({
    kind: 'config',
    message: `There is no connection "${connection}"${meant === undefined ? '' : `; did you mean "${meant}"?`}.`,
    hint: `Connections of the configuration: ${ids.join(', ') || 'none yet'}.`,
  })
}

/**
 * Those of some connections that may be asked now; the terminal is told of the others.
 *
 * @throws a `config` fault where one that was named is paused.
 */
export async function withoutPaused(
  { terminal, store }: Pick<Installation, 'store'> & { readonly terminal: Terminal },
  all: readonly string[],
  named: readonly string[],
): Promise<ReadonlySet<string>> {
  const paused = await store.read(pausedConnections)
  const refused = named.flatMap((id) => paused.get(id) ?? [])[0]
  if (refused !== undefined)
    throw fault({
      kind: 'config',
      message: `The connection ${refused.connection} is paused, ${sinceText(refused)}.`,
      hint: `\`cartograph resume ${refused.connection}\` lets it go on.`,
    })
  for (const id of all) {
    const pausedNow = paused.get(id)
    if (pausedNow !== undefined)
      terminal.say(`${id} is left out: it is paused, ${sinceText(pausedNow)}.`)
  }
  return new Set(all.filter((id) => !paused.has(id)))
}

/** As people read it: since 2026-11-25 09:30 UTC, by token till. */
export function sinceText({
  pausedAt,
  pausedBy,
}: Pick<ConnectionPause, 'pausedAt' | 'pausedBy'>): string {
  const at = new Date(pausedAt).toISOString().slice(0, 16).replace('T', ' ')
  return `since ${at} UTC, by ${pausedBy}`
}
