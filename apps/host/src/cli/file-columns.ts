import { stat } from 'node:fs/promises'
import * as z from 'zod'
import { connectorLoader, type Connection } from '../config/index.ts'
import { connectionContext, openLines } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'

const foundColumns = z.object({
  sources: z.object({
    rows: z.object({ columns: z.array(z.object({ name: z.string() })) }).optional(),
  }),
})

/**
 * The column names of an export file, as the connector for files finds them; undefined where there is no such file.
 *
 * A file that it cannot read has none: `cartograph check` says why.
 */
export async function readColumns(
  file: string,
  folder: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const state = await stat(file).catch(() => undefined)
  if (state?.isFile() !== true) return undefined
  const loaded = await connectorLoader(folder)('file')
  if (!('connector' in loaded) || loaded.connector.discover === undefined) return []
  const connection: Connection = {
    id: 'files',
    connectorName: loaded.name,
    version: loaded.version,
    connector: loaded.connector,
    config: { sources: { rows: { path: file } } },
    fingerprint: '',
    secrets: [],
    paths: [file],
    needs: loaded.needs,
    budgets: 'on',
    mappings: [],
  }
  const context = connectionContext(openLines().of(connection), {
    clock: engineClock(),
    signal,
    dry: true,
    streams: [],
  })
  const found = foundColumns.safeParse(await loaded.connector.discover(context))
  return found.data?.sources.rows?.columns.map(({ name }) => name) ?? []
}
