import { fault } from '@cartograph/core'
import { baseName } from './bytes.ts'
import { columnNames, type HeaderRules } from './header.ts'
import type { RecordBytes } from './interpret.ts'
import { readRecord } from './interpret-csv.ts'
import type { Layout } from './layout.ts'
import type { Batch, RecordReader } from './record-reader.ts'
import type { SourceSettings } from './settings.ts'

interface HeaderWalk {
  readonly path: string
  readonly source: SourceSettings
  readonly needed: readonly string[]
}

/**
 * The names of the columns, the line that holds them taken; `undefined` where the file has none yet.
 *
 * A first line that does not end is not looked at: it may be half written.
 */
export async function openHeader(
  walk: HeaderWalk,
  reader: RecordReader,
  layout: Layout,
): Promise<readonly string[] | undefined> {
  const { source } = walk
  const file = baseName(walk.path)
  const rules: HeaderRules = { needed: walk.needed, isKeyedByLine: source.key === undefined }
  if (source.header !== undefined && source.header !== true)
    return columnNames(source.header, rules, file)
  const batch = await reader.next(1)
  const { found, failure, problem } = batch
  if (failure !== undefined) throw failure.error
  const isMissing = problem === undefined && (batch.isOpen || found.records.ends.length === 0)
  const names = isMissing
    ? undefined
    : columnNames(headerCells(found, layout, file, batch), rules, headerPlace(file, found))
  reader.take(batch)
  return names
}

function headerPlace(file: string, { records }: RecordBytes): string {
  return `${file}, line ${records.lines[0] ?? 1}`
}

function headerCells(
  found: RecordBytes,
  layout: Layout,
  file: string,
  batch: Batch,
): readonly string[] {
  const cells =
    batch.problem === undefined
      ? readRecord(found, layout)
      : { broken: 'a quote opens and does not close', hint: 'Mend the header of the file.' }
  if (!('broken' in cells)) return cells
  throw fault({
    kind: 'config',
    scope: 'part',
    message: `${headerPlace(file, found)}: the header cannot be read: ${cells.broken}.`,
    hint: cells.hint,
  })
}
