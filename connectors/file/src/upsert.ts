import { isFault, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import { filesOf } from './bytes.ts'
import { columnsOfFile, mergeFile, type RowChanges } from './merge-file.ts'
import type { SinkFormat } from './row-format.ts'
import type { Settings } from './settings.ts'
import type { SinkRow } from './sink-rows.ts'
import { columnsOfWorkbook, mergeWorkbook } from './spreadsheet/merge-workbook.ts'
import { failedOutcome, ok, rowOf, targetPath, targetsOf, type FileItem } from './targets.ts'

/** Merges a batch into its files. A repeat gives the same bytes, so nothing needs to be known of earlier attempts. */
export async function upsertRows(
  context: Context<Settings>,
  format: SinkFormat,
  items: readonly SinkItem<FileItem>[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = Array.from({ length: items.length }, () => ok)
  for (const { file, places } of targetsOf(items)) {
    const path = targetPath(context.config, file, format)
    const target = mergeOf(context, format, path)
    const fail = (error: unknown) => {
      const outcome = failedOutcome(error)
      for (const place of places) outcomes[place] = outcome
    }
    try {
      const [keyColumn] = (await target.columns()) ?? []
      const { changes, failed } = rowChanges(items, places, format, keyColumn)
      for (const [place, outcome] of failed) outcomes[place] = outcome
      await target.merge(changes)
    } catch (error) {
      fail(error)
    }
  }
  return outcomes
}

interface FileMerge {
  columns(): Promise<readonly string[] | undefined>
  merge(changes: RowChanges): Promise<void>
}

function mergeOf(context: Context<Settings>, format: SinkFormat, path: string): FileMerge {
  const place = { files: filesOf(context), path, signal: context.signal }
  if (format.extension === 'xlsx')
    return {
      columns: () => columnsOfWorkbook(place),
      merge: (changes) => mergeWorkbook(place, changes),
    }
  const merge = { ...place, format }
  return { columns: () => columnsOfFile(merge), merge: (changes) => mergeFile(merge, changes) }
}

/** What the items of one file change; of two for one key the later wins. */
export function rowChanges(
  items: readonly SinkItem<FileItem>[],
  places: readonly number[],
  format: SinkFormat,
  keyOfFile: string | undefined,
): {
  readonly changes: ReadonlyMap<string, SinkRow | null>
  readonly failed: ReadonlyMap<number, Outcome>
} {
  const changes = new Map<string, SinkRow | null>()
  const failed = new Map<number, Outcome>()
  let keyColumn = keyOfFile
  for (const place of places) {
    const item = items[place]
    if (item === undefined) continue
    const key = String(item.key[1])
    if (item.op === 'delete') {
      changes.set(key, null)
      continue
    }
    const row = rowOf(item.item, keyColumn, format)
    if (isFault(row)) {
      failed.set(place, { status: 'failed', fault: row })
      continue
    }
    if (format.hasHeader) keyColumn ??= row.entries[0]?.[0]
    const { previousKey } = item
    if (previousKey?.[0] === item.key[0] && !changes.has(String(previousKey[1])))
      changes.set(String(previousKey[1]), null)
    changes.set(key, row)
  }
  return { changes, failed }
}
