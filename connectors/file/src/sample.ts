import type { Context, Files, Json } from '@cartograph/core'
import { fileColumn, lineColumn } from './header.ts'
import type { Row } from './rows.ts'
import type { SourceSettings } from './settings.ts'
import { walkFile } from './walk.ts'

/** The first rows of a file. */
export interface Sample {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** Bytes of a row, on average, unpacked; undefined where there are no rows, and in documents. */
  readonly rowBytes: number | undefined
}

/**
 * Reads the head of a file, a page of at most 1,000 rows or a megabyte, as its source would, but without any types.
 *
 * @throws the fault that reading it would begin with.
 */
export async function sampleFile(
  context: Pick<Context<unknown>, 'signal' | 'log'>,
  files: Files,
  path: string,
  source: SourceSettings,
): Promise<Sample> {
  const { columns: _types, ...untyped } = source
  const { signal, log } = context
  const walk = walkFile({ files, path, source: untyped, needed: [], signal, log }, undefined)
  for await (const { items, next } of walk) {
    const rows = items.flatMap((change) => (change.op === 'upsert' ? [change.row] : []))
    const named = next.header ?? []
    return {
      columns: named.length > 0 ? named : fieldsOf(rows),
      rows,
      rowBytes: items.length === 0 || !('byte' in next) ? undefined : next.byte / items.length,
    }
  }
  return { columns: [], rows: [], rowBytes: undefined }
}

/** The text cells of a column. */
export function cellsOf({ rows }: Sample, column: string): readonly string[] {
  return rows.map((row) => textOf(row[column]))
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

function fieldsOf(rows: readonly Row[]): readonly string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  names.delete(fileColumn)
  names.delete(lineColumn)
  return [...names]
}
