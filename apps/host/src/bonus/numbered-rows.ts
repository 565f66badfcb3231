import { fault, type JsonObject } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { connectionContext, openLines } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'

/** A row of a file that was uploaded, as it stands there. */
interface NumberedRow {
  readonly line: number
  readonly row: JsonObject
}

export interface UploadedRows {
  /** The names of the columns, in their order. */
  readonly columns: readonly string[]
  readonly rows: readonly NumberedRow[]
  /** Lines that are no rows, and why. */
  readonly broken: readonly { readonly at: string; readonly message: string }[]
}

/** A file with more rows is read by a connection, from the disk. */
const mostUploadRows = 100_000

/** What the connector for files adds to a row without a key. */
const added = { file: '_file', line: '_line' }

/**
 * The rows of a file, with the lines on which they stand.
 *
 * @throws the fault that reading it would end with, and a `record` fault for a file with too many rows.
 */
export async function numberedRows(
  connection: Connection,
  stream: string,
  signal: AbortSignal,
): Promise<UploadedRows> {
  const lines = openLines()
  try {
    const found = connection.connector.parts({ config: connection.config, found: null })
    const list = found.streams?.[stream]?.list
    if (list === undefined || typeof list.plan !== 'function')
      throw fault({ kind: 'contract', message: 'A source of files has no list of rows.' })
    const context = connectionContext(lines.of(connection), {
      clock: engineClock(),
      signal,
      dry: true,
      streams: [stream],
    })
    const columns = new Set<string>()
    const rows: NumberedRow[] = []
    const broken: { at: string; message: string }[] = []
    for await (const slice of list.plan(context))
      for await (const { items } of list.read(context, slice, undefined)) {
        for (const change of items) {
          if (change.op === 'reject') broken.push({ at: change.at, message: change.fault.message })
          if (change.op !== 'upsert') continue
          const { [added.file]: _file, [added.line]: line, ...row } = change.row as JsonObject
          for (const name of Object.keys(row)) columns.add(name)
          rows.push({ line: Number(line), row })
        }
        if (rows.length > mostUploadRows) throw tooMany()
      }
    return { columns: [...columns], rows, broken }
  } finally {
    await lines.close()
  }
}

function tooMany() {
  return fault({
    kind: 'record',
    message: `The file has more than ${mostUploadRows} rows.`,
    hint: 'Give it in several files, or have the connection read it from the disk.',
  })
}
