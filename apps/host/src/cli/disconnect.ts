import { fault, nearest } from '@cartograph/core'
import { configurationDesk, type ShownEntry } from '../declared/index.ts'
import { faultLines } from './config-text.ts'
import { originOf, withInstallation, type CommonOptions } from './installation.ts'
import { isSure } from './sure.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface DisconnectCommandOptions extends CommonOptions {
  readonly deleteData?: boolean
  readonly yes?: boolean
}

/** `cartograph disconnect CONNECTION`: takes a connection of the store away; with `--delete-data` also what was read from it. */
export function disconnectCommand(
  terminal: Terminal,
  connection: string,
  options: DisconnectCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async ({ store, configuration }) => {
    const desk = configurationDesk({ store, origin: originOf(terminal, configuration) })
    const entry = connectionIn(await desk.list(), connection)
    const { deleteData = false } = options
    const isWanted =
      !deleteData ||
      (await isSure(
        terminal,
        `${connection} is disconnected, and everything that was read from it is deleted for good.`,
        options,
      ))
    if (!isWanted) return 1
    const came = await desk.remove(
      { section: 'connections', id: connection },
      { by: { kind: 'command' }, now: Date.now(), over: entry.version },
      deleteData ? 'delete' : 'keep',
    )
    if (came.state === 'refused') {
      for (const line of faultLines({ ...came.faults, ...came.others })) terminal.say(line)
      terminal.say(`\nOthers need ${connection}; nothing was done.`)
      return 2
    }
    if (came.state === 'stale')
      throw fault({
        kind: 'conflict',
        message: `Somebody else changed ${connection} meanwhile.`,
        hint: 'Say it again, if it is still what you want.',
      })
    await terminal.out(
      options.json === true
        ? `${JSON.stringify({ ok: true, connection, data: deleteData ? 'delete' : 'keep' })}\n`
        : `${connection} is disconnected${deleteData ? '; what it left is deleted while `cartograph serve` runs' : ', and what was read from it stays'}.\n`,
    )
    return 0
  })
}

/** @throws a `config` fault where the store has no such connection. */
function connectionIn(entries: readonly ShownEntry[], connection: string): ShownEntry {
  const all = entries.filter(({ section }) => section === 'connections')
  const entry = all.find(({ id }) => id === connection)
  if (entry?.origin === 'store') return entry
  if (entry !== undefined)
    throw fault({
      kind: 'config',
      message: `The connection ${connection} stands in the configuration file.`,
      hint: 'Take it out there. What was read from it stays.',
    })
  const ids = all.map(({ id }) => id)
  const meant = nearest(connection, ids)
  throw fault({
    kind: 'config',
    message: `There is no connection "${connection}"${meant === undefined ? '' : `; did you mean "${meant}"?`}.`,
    hint: `Connections of the configuration: ${ids.join(', ') || 'none yet'}.`,
  })
}
