import type { Files } from '@cartograph/core'
import { byteWindow } from './byte-window.ts'
import { baseName, rawBytes } from './bytes.ts'
import { joinColumns } from './column-order.ts'
import { recordBytes } from './interpret.ts'
import { encodingNamed } from './layout.ts'
import { openOutput } from './output.ts'
import { recordReader } from './record-reader.ts'
import { columnsOf, compareKeys, type SinkRow } from './sink-rows.ts'

/** One line of a run: a row, or null for one that is removed. */
export interface RunEntry {
  readonly key: string
  readonly row: SinkRow | null
}

/** A run holds changes sorted by key, behind a line with the columns of its rows. */
export async function writeRun(
  files: Files,
  path: string,
  columns: readonly string[],
  entries: AsyncIterable<readonly RunEntry[]> | Iterable<readonly RunEntry[]>,
): Promise<void> {
  const output = await openOutput(files, path)
  try {
    await output.write(Buffer.from(`${JSON.stringify(columns)}\n`))
    for await (const part of entries)
      for (const { key, row } of part)
        await output.write(Buffer.from(`${JSON.stringify([key, row?.entries ?? null])}\n`))
    await output.close()
  } catch (error) {
    await output.abort(error)
    throw error
  }
}

/** The changes of a batch as a run. */
export async function writeChanges(
  files: Files,
  path: string,
  changes: ReadonlyMap<string, SinkRow | null>,
): Promise<void> {
  let columns: readonly string[] = []
  for (const row of changes.values())
    if (row !== null) columns = joinColumns(columns, columnsOf(row))
  const entries = [...changes]
    .map(([key, row]) => ({ key, row }))
    .toSorted((a, b) => compareKeys(a.key, b.key))
  await writeRun(files, path, columns, [entries])
}

export async function runColumns(
  files: Files,
  paths: readonly string[],
): Promise<readonly string[]> {
  let columns: readonly string[] = []
  for (const path of paths) {
    const lines = runLines(files, path)
    const first = await lines.next()
    await lines.return()
    if (first.done !== true)
      columns = joinColumns(columns, JSON.parse(first.value[0] ?? '[]') as readonly string[])
  }
  return columns
}

interface Cursor {
  readonly advance: () => Promise<void>
  readonly close: () => Promise<void>
  head: RunEntry | undefined
}

/** Merges runs by key, some entries at a time; of one key the entry of the last run counts. */
export async function* mergeRuns(
  files: Files,
  paths: readonly string[],
): AsyncGenerator<readonly RunEntry[], void> {
  const cursors = await Promise.all(paths.map((path) => openCursor(files, path)))
  let part: RunEntry[] = []
  try {
    for (;;) {
      let least: RunEntry | undefined
      for (const { head } of cursors)
        if (head !== undefined && (least === undefined || compareKeys(head.key, least.key) <= 0))
          least = head
      if (least === undefined) break
      part.push(least)
      for (const cursor of cursors) if (cursor.head?.key === least.key) await cursor.advance()
      if (part.length < mostEntries) continue
      yield part
      part = []
    }
    yield part
  } finally {
    for (const cursor of cursors) await cursor.close()
  }
}

const mostEntries = 1_000

async function openCursor(files: Files, path: string): Promise<Cursor> {
  const parts = runLines(files, path)
  let lines: readonly string[] = []
  let at = 1
  const cursor: Cursor = {
    head: undefined,
    close: async () => {
      await parts.return()
    },
    advance: async () => {
      while (at >= lines.length) {
        const step = await parts.next()
        if (step.done === true) {
          cursor.head = undefined
          return
        }
        at -= lines.length
        lines = step.value
      }
      const [key, entries] = JSON.parse(lines[at] ?? '[]') as [string, SinkRow['entries'] | null]
      cursor.head = { key, row: entries === null ? null : { key, entries } }
      at += 1
    },
  }
  await cursor.advance()
  return cursor
}

async function* runLines(files: Files, path: string): AsyncGenerator<readonly string[], void> {
  const window = byteWindow(rawBytes(files, path), { isHashed: false })
  const utf8 = encodingNamed('utf-8')
  const reader = recordReader(window, utf8, { delimiter: -1, quote: -1, newline: 10 }, 1)
  try {
    for (;;) {
      const batch = await reader.next()
      if (batch.failure !== undefined) throw batch.failure.error
      const { found } = batch
      yield found.records.ends.map((_end, index) => recordBytes(found, index).toString('utf8'))
      reader.take(batch)
      if (batch.isLast) return
    }
  } finally {
    await window.close()
  }
}

/** A run of a session: `.orders.csv.<token>.<number>`. */
export interface RunName {
  readonly target: string
  readonly number: number | 'done'
}

export function runPath(folder: string, token: string, { target, number }: RunName): string {
  const ending = number === 'done' ? number : String(number).padStart(8, '0')
  return `${folder}/.${target}.${token}.${ending}`
}

export function sessionPattern(folder: string, token: string, target = '*'): string {
  return `${folder}/.${target}.${token}.*`
}

/** The runs and marks of a session, by name. */
export async function sessionFiles(
  files: Files,
  folder: string,
  token: string,
  target = '*',
): Promise<readonly (RunName & { readonly path: string })[]> {
  const found: (RunName & { readonly path: string })[] = []
  for await (const { path } of files.list(sessionPattern(folder, token, target))) {
    const [name, ending = ''] = baseName(path).slice(1).split(`.${token}.`)
    const number = ending === 'done' ? ending : Number(ending)
    // A file that is still being written beside its place ends otherwise.
    if (name !== undefined && (number === 'done' || Number.isInteger(number)))
      found.push({ path, target: name, number })
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
