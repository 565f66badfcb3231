import type { Files } from '@cartograph/core'
import { joinColumns } from './column-order.ts'
import { framedOutput, openOutput } from './output.ts'
import type { RowFormat } from './row-format.ts'
import { columnsOf, compareKeys, type SinkRow } from './sink-rows.ts'
import { existingState, foreign, writtenRows, type WrittenRows } from './written-rows.ts'

export interface Merge {
  readonly files: Files
  readonly path: string
  readonly format: RowFormat
  readonly signal: AbortSignal
}

/** Rows by key; null removes one. */
export type RowChanges = ReadonlyMap<string, SinkRow | null>

/** The columns of the file as it is, or `undefined` where there is none. */
export async function columnsOfFile(merge: Merge): Promise<readonly string[] | undefined> {
  const { files, path, format } = merge
  if (!format.hasHeader || (await existingState(files, path)) === undefined) return undefined
  for await (const { columns } of writtenRows(files, path, format)) return columns
  return undefined
}

/**
 * Writes a file anew with changes merged in, sorted by key, and puts it in the place of the old one at once.
 *
 * The bytes depend on the rows alone: the same rows give the same file, whatever batches brought them and however often.
 *
 * @throws a `config` fault, and changes nothing, where the old file is not one that this sink wrote.
 */
export async function mergeFile(merge: Merge, changes: RowChanges): Promise<void> {
  const { files, path, format, signal } = merge
  const rows = [...changes.values()].filter((row) => row !== null)
  const state = await existingState(files, path)
  if (state === undefined && rows.length === 0) return
  const before = state === undefined ? undefined : await columnsOfFile(merge)
  let columns = before ?? []
  if (format.hasHeader) for (const row of rows) columns = joinColumns(columns, columnsOf(row))
  const output = framedOutput(await openOutput(files, path), format.frame)
  try {
    await output.write(format.headerOf(columns))
    const writer = mergeWriter(format, changes, columns)
    let end = 0
    if (state !== undefined)
      for await (const part of writtenRows(files, path, format)) {
        signal.throwIfAborted()
        if (part.keys.length > 0) await output.writeAll(writer.next(part, path))
        end = part.end
      }
    if (end !== (state?.size ?? 0)) throw foreign(path, 'its last line does not end')
    await output.writeAll(writer.rest())
    signal.throwIfAborted()
    await output.close()
  } catch (error) {
    await output.abort(error)
    throw error
  }
}

function mergeWriter(format: RowFormat, changes: RowChanges, columns: readonly string[]) {
  const keys = [...changes.keys()].toSorted(compareKeys)
  const rows = keys.map((key) => changes.get(key) ?? null)
  const lines = format.linesOf(
    rows.filter((row) => row !== null),
    columns,
  )
  let at = 0
  let lineAt = 0
  let lastKey: string | undefined
  const takeLine = (): readonly Buffer[] => {
    const line = rows[at] === null ? undefined : lines[lineAt]
    if (line !== undefined) lineAt += 1
    at += 1
    return line === undefined ? [] : [line]
  }
  return {
    /** What stands where an old part stood. */
    next: (part: WrittenRows, path: string): readonly Buffer[] => {
      lastKey = checkOrder(part, lastKey, path)
      const old = isSame(part.columns, columns)
        ? part.lines
        : format.moveCells(part.bytes, part.columns, columns)
      const upTo = keys[at]
      if (upTo === undefined || compareKeys(lastKey, upTo) < 0)
        return old === part.lines ? [part.bytes] : old
      const merged: Buffer[] = []
      for (const [index, key] of part.keys.entries()) {
        while (at < keys.length && compareKeys(keys[at] ?? '', key) < 0) merged.push(...takeLine())
        if (keys[at] === key) merged.push(...takeLine())
        else merged.push(old[index] ?? Buffer.alloc(0))
      }
      return merged
    },
    rest: (): readonly Buffer[] => {
      const merged: Buffer[] = []
      while (at < keys.length) merged.push(...takeLine())
      return merged
    },
  }
}

/** The last key, if all are in order. */
function checkOrder(part: WrittenRows, before: string | undefined, path: string): string {
  let last = before
  for (const key of part.keys) {
    if (last !== undefined && compareKeys(last, key) >= 0)
      throw foreign(path, 'its rows are not sorted by their first column, each once')
    last = key
  }
  return last ?? ''
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index])
}
