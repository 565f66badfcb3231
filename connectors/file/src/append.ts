import { isFault, type Context, type Files, type Outcome, type SinkItem } from '@cartograph/core'
import { filesOf, type FileState } from './bytes.ts'
import { joinColumns } from './column-order.ts'
import type { RowFormat } from './row-format.ts'
import type { Settings } from './settings.ts'
import { columnsOf, type SinkRow } from './sink-rows.ts'
import { failedOutcome, ok, rowOf, targetPath, targetsOf, type FileItem } from './targets.ts'
import { existingState, writtenRows } from './written-rows.ts'

/** Where the complete rows of a file end. */
interface End {
  readonly byte: number
  readonly columns: readonly string[] | undefined
}

/**
 * Ends that this process wrote itself, so that a growing file is not read again for every batch; each is used only while
 * size and time of the file are what they were then. Without them everything is the same, but slower.
 */
const knownEnds = new WeakMap<Settings, Map<string, End & FileState>>()

/** Adds rows at the end of their files, in the order given. What a crash left of a row is cut off first. */
export async function appendRows(
  context: Context<Settings>,
  format: RowFormat,
  items: readonly SinkItem<FileItem>[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = Array.from({ length: items.length }, () => ok)
  for (const { file, places } of targetsOf(items)) {
    const path = targetPath(context.config, file, format)
    try {
      const end = await endOf(context, path, format)
      const rows: SinkRow[] = []
      let keyColumn = end.columns?.[0]
      for (const place of places) {
        const row = rowToAppend(items[place], keyColumn, end.columns)
        if (row === undefined) continue
        if ('status' in row) {
          outcomes[place] = row
          continue
        }
        if (format.hasHeader) keyColumn ??= row.entries[0]?.[0]
        rows.push(row)
      }
      if (rows.length > 0) await appendAt(context, path, format, end, rows)
    } catch (error) {
      const outcome = failedOutcome(error)
      for (const place of places) outcomes[place] = outcome
    }
  }
  return outcomes
}

function rowToAppend(
  item: SinkItem<FileItem> | undefined,
  keyColumn: string | undefined,
  columns: readonly string[] | undefined,
): SinkRow | Outcome | undefined {
  if (item === undefined) return undefined
  if (item.op === 'delete')
    return { status: 'skipped', reason: 'Rows of a file that only grows stay.', again: 'changed' }
  const row = rowOf(item.item, keyColumn, { columns })
  return isFault(row) ? { status: 'failed', fault: row } : row
}

async function appendAt(
  context: Context<Settings>,
  path: string,
  format: RowFormat,
  end: End,
  rows: readonly SinkRow[],
): Promise<void> {
  const files = filesOf(context)
  let columns = end.columns
  const pieces: Buffer[] = []
  if (format.hasHeader && columns === undefined) {
    columns = rows.map(columnsOf).reduce(joinColumns)
    pieces.push(format.headerOf(columns))
  }
  pieces.push(...format.linesOf(rows, columns ?? []))
  const byte = await files.append(path, end.byte, Buffer.concat(pieces))
  const state = await existingState(files, path)
  if (state?.size === byte) endsOf(context.config).set(path, { byte, columns, ...state })
}

/** Tells which of the items whose outcome nobody saw are in their files; a row that is cut off is not. */
export async function resolveRows(
  context: Context<Settings>,
  format: RowFormat,
  items: readonly SinkItem<FileItem>[],
): Promise<readonly Extract<Outcome, { status: 'ok' | 'untouched' }>[]> {
  const files = filesOf(context)
  const landed = new Set<number>()
  for (const { file, places } of targetsOf(items)) {
    const path = targetPath(context.config, file, format)
    const state = await existingState(files, path)
    if (state === undefined) continue
    const keys = await keysAmong(
      files,
      path,
      format,
      new Set(places.map((at) => keyText(items[at]))),
    )
    if (keys.end < state.size) await files.append(path, keys.end, new Uint8Array(0))
    for (const place of places) if (keys.found.has(keyText(items[place]))) landed.add(place)
  }
  return items.map((_item, index) =>
    landed.has(index) ? { status: 'ok' } : { status: 'untouched' },
  )
}

function keyText(item: SinkItem | undefined): string {
  return String(item?.key[1])
}

async function keysAmong(
  files: Files,
  path: string,
  format: RowFormat,
  wanted: ReadonlySet<string>,
): Promise<{ readonly found: ReadonlySet<string>; readonly end: number }> {
  const found = new Set<string>()
  let end = 0
  for await (const part of writtenRows(files, path, format)) {
    for (const key of part.keys) if (wanted.has(key)) found.add(key)
    end = part.end
  }
  return { found, end }
}

async function endOf(context: Context<Settings>, path: string, format: RowFormat): Promise<End> {
  const files = filesOf(context)
  const state = await existingState(files, path)
  if (state === undefined) return { byte: 0, columns: undefined }
  const known = endsOf(context.config).get(path)
  if (known?.size === state.size && known.modifiedAt === state.modifiedAt) return known
  let end: End = { byte: 0, columns: undefined }
  for await (const part of writtenRows(files, path, format)) {
    context.signal.throwIfAborted()
    end = { byte: part.end, columns: format.hasHeader ? part.columns : undefined }
  }
  return end
}

function endsOf(config: Settings): Map<string, End & FileState> {
  const known = knownEnds.get(config) ?? new Map<string, End & FileState>()
  knownEnds.set(config, known)
  return known
}
