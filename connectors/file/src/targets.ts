import { fault, faultOf, isFault, type Fault, type Outcome, type SinkItem } from '@cartograph/core'
import type { SinkFormat } from './row-format.ts'
import type { Settings } from './settings.ts'
import { sinkRow, type RowItem, type SinkRow } from './sink-rows.ts'

export interface FileItem extends RowItem {
  readonly file: string
}

/** What a batch asks of one file. */
export interface Target {
  readonly file: string
  /** Places in the batch, in its order. */
  readonly places: readonly number[]
}

/**
 * The folder that sinks write to.
 *
 * @throws a `config` fault where the settings name none.
 */
export function directoryOf(config: Settings): string {
  if (config.directory !== undefined) return config.directory.replace(/[/\\]+$/, '')
  throw fault({
    kind: 'config',
    message: 'The connection has no folder to write to.',
    hint: 'Add `directory: ./out` to its settings.',
    path: ['directory'],
  })
}

export function targetPath(config: Settings, file: string, format: SinkFormat): string {
  return `${directoryOf(config)}/${file}.${format.extension}`
}

/** A batch by file: items of one file are written together. */
export function targetsOf(items: readonly SinkItem[]): readonly Target[] {
  const places = new Map<string, number[]>()
  for (const [index, { key }] of items.entries()) {
    const file = String(key[0])
    const known = places.get(file)
    if (known === undefined) places.set(file, [index])
    else known.push(index)
  }
  return [...places].map(([file, at]) => ({ file, places: at }))
}

/** A line that no reader of these files would take whole. */
const mostRowBytes = 4_000_000

interface RowLimits {
  /** Those of a file that takes no others. */
  readonly columns?: readonly string[] | undefined
  problemOf?(row: SinkRow): string | undefined
}

/**
 * The row of an item, or the fault for which it cannot be written.
 *
 * `keyColumn`: the first column of the file that it goes into, where there is one; a table has one key column.
 */
export function rowOf(
  item: RowItem,
  keyColumn: string | undefined,
  limits: RowLimits = {},
): SinkRow | Fault {
  try {
    const row = sinkRow(item)
    const problem = limits.problemOf?.(row)
    if (problem !== undefined)
      throw fault({
        kind: 'record',
        message: `The row cannot be written: ${problem}.`,
        hint: 'Leave it out in the mapping, or take it out of the text there.',
      })
    if (JSON.stringify(row.entries).length > mostRowBytes)
      throw fault({
        kind: 'record',
        message: 'The row is longer than 4 million characters.',
        hint: 'Leave large texts out in the mapping.',
      })
    const name = row.entries[0]?.[0]
    if (keyColumn !== undefined && name !== keyColumn)
      throw fault({
        kind: 'record',
        message: `The file has its key in column "${keyColumn}", the item in "${name}".`,
        hint: 'Let the mapping name the column so, or write to another `file`.',
        path: ['columns', name ?? ''],
      })
    const { columns } = limits
    const unknown = columns && row.entries.find(([column]) => !columns.includes(column))
    if (unknown !== undefined)
      throw fault({
        kind: 'record',
        message: `The file has no column "${unknown[0]}", and one cannot be added to a file that only grows.`,
        hint: 'Write to another `file`, or take the column out of the mapping.',
        path: ['columns', unknown[0]],
      })
    return row
  } catch (error) {
    return faultOf(error)
  }
}

export const ok: Outcome = { status: 'ok' }

/** Nothing was written, and only a person can change that: every item of the file fails, with the reason. */
export function failedOutcome(error: unknown): Outcome {
  if (isFault(error) && (error.kind === 'config' || error.kind === 'permission'))
    return { status: 'failed', fault: faultOf(error) }
  throw error
}
