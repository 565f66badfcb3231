import type { Connection } from '../config/index.ts'
import { withColumns } from './asked-columns.ts'
import { sourcesOf, voucherMapping } from './bonus-places.ts'
import type { UploadForm } from './upload-form.ts'

interface Upload {
  readonly stream: string
  /** Where the file lies. */
  readonly path: string
  readonly form: UploadForm
  /** Tells one file from another. */
  readonly digest: string
}

/** Rows as they stand in the file, known by their lines. */
export function numberedConnection(
  connection: Connection,
  { stream, path, form, digest }: Upload,
): Connection {
  return {
    ...connection,
    config: { sources: { [stream]: { path, format: form } } },
    fingerprint: `${connection.fingerprint} lines ${digest}`,
    paths: [path],
    mappings: [],
  }
}

/**
 * The connection as if its source were a file that was uploaded, whose columns may have other names.
 *
 * What the file leaves out stays as it is, whatever the source says of its own file.
 */
export function uploadedConnection(
  connection: Connection,
  upload: Upload & {
    /** What the file calls the columns that the mapping and the key ask for. */
    readonly names: Readonly<Record<string, string>>
    /** The columns that the file has. */
    readonly found: readonly string[]
  },
): Connection {
  const { stream, path, form, digest, names, found } = upload
  const { key = [], columns } = sourcesOf(connection)[stream] ?? {}
  const nameOf = (column: string) =>
    Object.hasOwn(names, column) ? (names[column] ?? column) : column
  const mapping = voucherMapping(connection, stream)
  return {
    ...connection,
    config: {
      sources: {
        [stream]: {
          path,
          format: form,
          key: key.map(nameOf),
          ...(columns !== undefined && {
            columns: Object.fromEntries(
              Object.entries(columns)
                .map(([column, settings]) => [nameOf(column), settings] as const)
                .filter(([column]) => found.includes(column)),
            ),
          }),
          deletes: 'never',
        },
      },
    },
    // Another one has the file read from its beginning.
    fingerprint: `${connection.fingerprint} upload ${digest} ${JSON.stringify(names)}`,
    paths: [path],
    mappings: mapping === undefined ? [] : [withColumns(mapping, names)],
  }
}
