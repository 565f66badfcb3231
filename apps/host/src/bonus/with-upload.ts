import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Configuration, Connection } from '../config/index.ts'
import { matchedColumns } from './asked-columns.ts'
import type { BonusPlace } from './bonus-places.ts'
import { numberedRows, type UploadedRows } from './numbered-rows.ts'
import { uploadForm, type UploadedFile } from './upload-form.ts'
import { numberedConnection, uploadedConnection } from './uploaded-connection.ts'

/** A file that was uploaded, and how the connection reads it. */
export interface OpenUpload {
  /** The configuration with the connection that reads the file, and no other. */
  readonly configuration: Configuration
  readonly connection: Connection
  readonly digest: string
  readonly read: UploadedRows
  /** What the file calls the columns that are asked for. */
  readonly names: ReadonlyMap<string, string>
}

/** A file lies on the disk for as long as somebody works with it. */
export async function withUpload<Result>(
  configuration: Configuration,
  place: BonusPlace,
  {
    file,
    chosen,
    signal,
  }: {
    readonly file: UploadedFile
    readonly chosen: Readonly<Record<string, string>>
    readonly signal: AbortSignal
  },
  work: (opened: OpenUpload) => Promise<Result>,
): Promise<Result> {
  const form = uploadForm(file)
  const known = configuration.connections.get(place.connection) as Connection
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-upload-'))
  const path = join(folder, `upload.${form}`)
  try {
    writeFileSync(path, file.bytes, { mode: 0o600 })
    const { stream } = place
    const upload = { stream, path, form, digest }
    const read = await numberedRows(numberedConnection(known, upload), stream, signal)
    const asked = place.columns.map(({ name }) => name)
    const names = matchedColumns(asked, read.columns, chosen)
    const connection = uploadedConnection(known, {
      ...upload,
      found: read.columns,
      names: Object.fromEntries(asked.map((name) => [name, names.get(name) ?? absent(name, read)])),
    })
    return await work({
      configuration: { ...configuration, connections: new Map([[known.id, connection]]) },
      connection,
      digest,
      read,
      names,
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A name that no column of the file has: what is left out is missing, also where the file has a column of that name. */
function absent(name: string, { columns }: UploadedRows): string {
  let other = name
  while (columns.includes(other)) other = `${other} (left out)`
  return other
}
