import { join } from 'node:path'
import type { Change, Page } from '@cartograph/core'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import {
  loadConfiguration,
  type ConfigurationProblem,
  type Connection,
} from '../../config/index.ts'
import { openLines, type ContextOptions, type LogEntry } from '../../connections/index.ts'
import { sync, type SyncReport } from '../../engine/index.ts'
import { openStore } from '../../store/index.ts'
import { lonelyContext } from '../../testing/scripted-vendor.ts'
import { noWaits } from '../../testing/scripted-installation.ts'
import { isolation, type Isolation, type IsolationOptions } from '../index.ts'

export interface Run {
  readonly problems: readonly ConfigurationProblem[]
  /** Missing where the configuration has a mistake. */
  readonly report?: SyncReport
}

export interface RunOptions extends IsolationOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** Called when the configuration is read, before anything is asked. */
  readonly begin?: (isolated: Isolation) => void
  readonly log?: (entry: LogEntry) => void
}

/** Reads every connection of the configuration in a folder, as the command does. */
export async function isolatedRun(folder: string, options: RunOptions = {}): Promise<Run> {
  const { environment = {}, begin, log, ...limits } = options
  const isolated = isolation(limits)
  onTestFinished(isolated.close)
  const file = join(folder, 'cartograph.json')
  const { isolate } = isolated
  const { configuration, problems } = await loadConfiguration(file, { environment, isolate })
  if (configuration === undefined) return { problems }
  const { store: place, organisation } = configuration
  const store = await openStore({ store: place, organisation })
  begin?.(isolated)
  try {
    const installation = { configuration, store, lines: openLines() }
    const { signal } = new AbortController()
    const engine = { waits: noWaits, ...(log !== undefined && { log }) }
    return { problems, report: await sync(installation, { signal, engine }) }
  } finally {
    await store.close()
    isolated.close()
  }
}

/** All that a store holds of what was read, but for when it was read. */
export function contentOf(folder: string): Readonly<Record<string, readonly unknown[]>> {
  const database = new Database(join(folder, 'cartograph.db'), { readonly: true })
  try {
    const tables = {
      record:
        'connection, stream, key, version, hash, data, deleted, rejected, scope, outputs, groups, package_version',
      commerce: 'entity, id, connection, data, hash, givers, deleted_at IS NOT NULL AS deleted',
      change: 'entity, id, op, lane',
      slice: 'stream, id, params, position, status, walk',
      dead_letter: 'side, part, key, "at", fault, record, item, scope',
    }
    return Object.fromEntries(
      Object.entries(tables).map(([table, columns]) => [
        table,
        database
          .prepare(`SELECT ${columns} FROM ${table}`)
          .all()
          .map((row) => JSON.stringify(row).replaceAll(folder, '.'))
          .toSorted(),
      ]),
    )
  } finally {
    database.close()
  }
}

/** One connection of the configuration in a folder, without a store. */
export async function isolatedConnection(
  folder: string,
  id: string,
  limits: IsolationOptions = {},
): Promise<{ readonly connection: Connection; readonly isolated: Isolation }> {
  const isolated = isolation(limits)
  onTestFinished(isolated.close)
  const { configuration, problems } = await loadConfiguration(join(folder, 'cartograph.json'), {
    environment: {},
    isolate: isolated.isolate,
  })
  const connection = configuration?.connections.get(id)
  if (connection === undefined) throw new Error(problems.map(({ message }) => message).join('; '))
  return { connection, isolated }
}

/** The pages of a stream, walked to their end. */
export async function pagesOf(
  connection: Connection,
  stream: string,
  options: Partial<ContextOptions> = {},
): Promise<readonly Page<Change>[]> {
  const { connector, config } = connection
  const list = connector.parts({ config, found: null }).streams?.[stream]?.list
  const pages: Page<Change>[] = []
  const context = lonelyContext(connection, options)
  for await (const page of list?.read(context, { params: null }, undefined) ?? []) pages.push(page)
  return pages
}
