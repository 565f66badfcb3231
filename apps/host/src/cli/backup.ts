import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Configuration } from '../config/index.ts'
import { backupSecretReader } from '../secrets/index.ts'
import {
  beginAnotherLife,
  fillFromBackup,
  isPostgres,
  openStore,
  takeBackup,
  type BackupContent,
  type SinkPlace,
} from '../store/index.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph backup FILE`: everything that the store has, as it is now, in one file; possible while others write. */
export function backupCommand(
  terminal: Terminal,
  name: string,
  options: CommonOptions,
): Promise<ExitCode> {
  const file = resolve(terminal.folder, name)
  return withInstallation(terminal, { ...options, readOnly: true }, async ({ store }) => {
    const content = await takeBackup(store, file, Date.now())
    await tell(terminal, options, content, `${rowsText(content)} written to ${name}.`)
    sayOfKey(terminal, content)
    return 0
  })
}

/** How long before the backup something may have been sent that was overtaken after it. */
const doubtfulMs = 7 * 86_400_000

/** `cartograph restore FILE`: fills an empty store from a backup, and begins another life of it. */
export function restoreCommand(
  terminal: Terminal,
  name: string,
  options: CommonOptions,
): Promise<ExitCode> {
  const file = resolve(terminal.folder, name)
  const readSecrets = backupSecretReader(file, terminal.environment)
  return withInstallation(
    terminal,
    { ...options, readSecrets },
    async ({ store, configuration }) => {
      const { askable, blind } = sinksOf(configuration)
      const content = await fillFromBackup(store, file, (dialect, org, { takenAt }) =>
        beginAnotherLife(dialect, org, { sinks: askable, since: takenAt - doubtfulMs }),
      )
      for (const delivery of blind)
        terminal.say(
          `${delivery}: what it sent after the backup is not known, and its sink cannot be asked. Set \`paused: true\` until you have looked, or it is sent again.`,
        )
      await tell(terminal, options, content, `${rowsText(content)} restored from ${name}.`)
      return 0
    },
  )
}

/** `cartograph store copy --to ADDRESS`: moves an installation to another database, which must be empty. */
export function copyStoreCommand(
  terminal: Terminal,
  options: CommonOptions & { readonly to: string },
): Promise<ExitCode> {
  const address = isPostgres(options.to) ? options.to : resolve(terminal.folder, options.to)
  // Open for writing: nobody else may change an SQLite file while it is moved.
  return withInstallation(terminal, options, async ({ store }) => {
    const folder = mkdtempSync(join(tmpdir(), 'cartograph-copy-'))
    try {
      const file = join(folder, 'copy')
      await takeBackup(store, file, Date.now())
      const target = await openStore({ store: address, organisation: store.organisation })
      try {
        const content = await fillFromBackup(target, file, function* () {})
        await tell(
          terminal,
          options,
          content,
          `${rowsText(content)} copied, and compared row by row. Name the new place under \`store:\` now.`,
        )
        sayOfKey(terminal, content)
      } finally {
        await target.close()
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
    return 0
  })
}

/** Sinks that can be asked for what is unknown, and deliveries to those that cannot and would double it. */
function sinksOf({ connections, deliveries }: Configuration): {
  readonly askable: readonly SinkPlace[]
  readonly blind: readonly string[]
} {
  const all = [...deliveries.values()].flatMap((delivery) => {
    const connection = connections.get(delivery.connection)
    const sink = connection?.connector.parts({ config: connection.config, found: null }).sinks?.[
      delivery.sink
    ]
    // What vendors fetch is made anew anyway.
    return sink === undefined || !('onUnknown' in sink) ? [] : [{ delivery, sink }]
  })
  return {
    askable: all.flatMap(({ delivery, sink }) =>
      typeof sink.onUnknown === 'object'
        ? [{ connection: delivery.connection, sink: delivery.sink }]
        : [],
    ),
    blind: all.flatMap(({ delivery, sink }) =>
      sink.mode === 'append' && typeof sink.onUnknown !== 'object' ? [delivery.id] : [],
    ),
  }
}

function sayOfKey(terminal: Terminal, { tables }: BackupContent): void {
  if (tables.some(({ table, rows }) => table === 'secret' && rows > 0))
    terminal.say(
      'Secrets are in it as they are sealed, and their key is not: keep that in another place.',
    )
}

function rowsText({ tables }: BackupContent): string {
  return counted(
    tables.reduce((sum, { rows }) => sum + rows, 0),
    'row',
  )
}

async function tell(
  terminal: Terminal,
  { json }: CommonOptions,
  { takenAt, tables }: BackupContent,
  words: string,
): Promise<void> {
  const filled = tables.filter(({ rows }) => rows > 0)
  const report = { ok: true, takenAt: new Date(takenAt).toISOString(), tables: filled }
  await terminal.out(json === true ? `${JSON.stringify(report)}\n` : `${words}\n`)
}
