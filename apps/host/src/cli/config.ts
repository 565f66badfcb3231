import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault } from '@cartograph/core'
import { parse, stringify } from 'yaml'
import { entriesIn, entryPath, withValueAt, type DeclaredEntry } from '../config/index.ts'
import { configurationDesk, type ConfigurationDesk } from '../declared/index.ts'
import type { ConfigAction } from './actions.ts'
import { configText, faultLines } from './config-text.ts'
import { originOf, withInstallation, type CommonOptions } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph config list | export | import FILE`: what the store keeps of the configuration. */
export function configCommand(
  terminal: Terminal,
  action: ConfigAction,
  file: string | undefined,
  options: CommonOptions,
): Promise<ExitCode> {
  const readOnly = action !== 'import'
  return withInstallation(terminal, { ...options, readOnly }, async ({ store, configuration }) => {
    const desk = configurationDesk({ store, origin: originOf(terminal, configuration) })
    if (action === 'import') return bring(terminal, desk, await wanted(terminal, file), options)
    const entries = await desk.list()
    if (action === 'list') {
      await terminal.out(
        options.json === true ? `${JSON.stringify({ entries })}\n` : `${configText(entries)}\n`,
      )
      return 0
    }
    const kept = entries.filter(({ origin }) => origin === 'store')
    const value = written(kept)
    await terminal.out(
      options.json === true
        ? `${JSON.stringify(value)}\n`
        : kept.length === 0
          ? '{}\n'
          : stringify(value),
    )
    return 0
  })
}

async function bring(
  terminal: Terminal,
  desk: ConfigurationDesk,
  entries: readonly DeclaredEntry[],
  options: CommonOptions,
): Promise<ExitCode> {
  const came = await desk.bring(entries, { by: { kind: 'command' }, now: Date.now() })
  if (options.json === true) await terminal.out(`${JSON.stringify(came)}\n`)
  if (came.state === 'refused') {
    for (const line of faultLines({ ...came.faults, ...came.others })) terminal.say(line)
    terminal.say('\nNothing was imported.')
    return 2
  }
  if (options.json !== true)
    await terminal.out(
      `${counted(entries.length, 'entry')} read, ${counted(came.changed, 'entry')} changed.\n`,
    )
  return 0
}

/** The entries as they would stand in a file. */
function written(entries: readonly DeclaredEntry[]): unknown {
  return entries.reduce<unknown>((value, entry) => {
    const path = entryPath(entry)
    return path === undefined ? value : withValueAt(value, path, entry.value)
  }, {})
}

async function wanted(
  terminal: Terminal,
  file: string | undefined,
): Promise<readonly DeclaredEntry[]> {
  const text =
    file === undefined
      ? await terminal.input?.()
      : await readFile(resolve(terminal.folder, file), 'utf8').catch(() => undefined)
  if (text === undefined)
    throw fault({
      kind: 'config',
      message: file === undefined ? 'There is nothing to import.' : `${file} cannot be read.`,
      hint: 'Name a file, or pipe in what `cartograph config export` wrote.',
    })
  let value: unknown
  try {
    value = parse(text)
  } catch {
    throw fault({
      kind: 'config',
      message: 'What is to be imported is neither YAML nor JSON.',
      hint: '`cartograph config export` shows the form.',
    })
  }
  return entriesIn(value)
}
