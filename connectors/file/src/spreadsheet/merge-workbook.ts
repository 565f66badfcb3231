import type { Files, Json } from '@cartograph/core'
import { baseName } from '../bytes.ts'
import { isNative, textOf, type Cell } from '../cell.ts'
import { joinColumns } from '../column-order.ts'
import { openOutput } from '../output.ts'
import { scannedRows } from '../scanned-rows.ts'
import { columnsOf, compareKeys, type SinkRow } from '../sink-rows.ts'
import { existingState, foreign } from '../written-rows.ts'
import { openArchive } from './archive.ts'
import { readStrings } from './shared-strings.ts'
import { sheetScan } from './sheet-scan.ts'
import { readStyles } from './styles.ts'
import { readWorkbook } from './workbook.ts'
import { sheetName, writeSheet } from './write-sheet.ts'

interface WorkbookMerge {
  readonly files: Files
  readonly path: string
  readonly signal: AbortSignal
}

interface SheetPart {
  readonly columns: readonly string[]
  readonly rows: readonly SinkRow[]
}

/** The columns of the workbook as it is, or `undefined` where there is none, or nothing in it. */
export async function columnsOfWorkbook(
  merge: WorkbookMerge,
): Promise<readonly string[] | undefined> {
  for await (const { columns } of writtenSheet(merge)) return columns
  return undefined
}

/**
 * Writes a workbook anew with changes merged in, sorted by key, and puts it in the place of the old one at once.
 *
 * @throws a `config` fault, and changes nothing, where the old file is not one that this sink wrote.
 */
export async function mergeWorkbook(
  merge: WorkbookMerge,
  changes: ReadonlyMap<string, SinkRow | null>,
): Promise<void> {
  const { files, path } = merge
  const rows = [...changes.values()].filter((row) => row !== null)
  if (rows.length === 0 && (await existingState(files, path)) === undefined) return
  const before = (await columnsOfWorkbook(merge)) ?? []
  const columns = rows.map(columnsOf).reduce(joinColumns, before)
  const output = await openOutput(files, path)
  try {
    await writeSheet(output, columns, merged(writtenSheet(merge), changes))
    merge.signal.throwIfAborted()
    await output.close()
  } catch (error) {
    await output.abort(error)
    throw error
  }
}

async function* merged(
  old: AsyncIterable<SheetPart>,
  changes: ReadonlyMap<string, SinkRow | null>,
): AsyncGenerator<readonly SinkRow[], void> {
  const keys = [...changes.keys()].toSorted(compareKeys)
  let at = 0
  const changesBefore = (key: string | undefined): readonly SinkRow[] => {
    const found: SinkRow[] = []
    for (; at < keys.length; at += 1) {
      const next = keys[at] ?? ''
      if (key !== undefined && compareKeys(next, key) >= 0) break
      const row = changes.get(next)
      if (row !== null && row !== undefined) found.push(row)
    }
    return found
  }
  for await (const { rows } of old) {
    const part: SinkRow[] = []
    for (const row of rows) {
      part.push(...changesBefore(row.key))
      if (!changes.has(row.key)) part.push(row)
    }
    yield part
  }
  yield changesBefore(undefined)
}

/** The rows that a sink wrote, some at a time. */
async function* writtenSheet({
  files,
  path,
  signal,
}: WorkbookMerge): AsyncGenerator<SheetPart, void> {
  const state = await existingState(files, path)
  if (state === undefined) return
  const file = baseName(path)
  const archive = await openArchive(files, path, state.size)
  try {
    const { sheets, isFrom1904, ...parts } = await readWorkbook(archive, file)
    const [sheet] = sheets
    if (sheet === undefined || sheets.length > 1 || sheet.name !== sheetName)
      throw foreign(path, `it has other sheets than one called ${sheetName}`)
    const scan = sheetScan({
      file,
      part: sheet.part,
      strings: await readStrings(archive, file, parts.strings),
      styles: await readStyles(archive, file, parts.styles),
      isFrom1904,
    })
    const toRows = rowReader(path)
    for await (const found of scannedRows(archive.text(sheet.part), scan)) {
      signal.throwIfAborted()
      const cells = found.flatMap((row) => ('cells' in row ? [row.cells] : []))
      if (cells.length < found.length) throw foreign(path, 'a row of it cannot be read')
      yield toRows(cells)
    }
  } finally {
    await archive.close()
  }
}

function rowReader(path: string): (rows: readonly (readonly Cell[])[]) => SheetPart {
  let columns: readonly string[] | undefined
  let last: string | undefined
  return (all) => {
    const rows: SinkRow[] = []
    for (const cells of all) {
      if (columns === undefined) {
        columns = cells.map(textOf)
        continue
      }
      const key = textOf(cells[0] ?? '')
      if (key === '' || cells.length > columns.length)
        throw foreign(path, 'a row of it has no key, or more cells than its header')
      if (last !== undefined && compareKeys(last, key) >= 0)
        throw foreign(path, 'its rows are not sorted by their first column, each once')
      last = key
      rows.push({
        key,
        entries: columns.map((name, at) => [name, valueOf(cells[at] ?? '')] as const),
      })
    }
    return { columns: columns ?? [], rows }
  }
}

function valueOf(cell: Cell): Json {
  if (!isNative(cell)) return cell
  const { native } = cell
  if (native === 'true' || native === 'false') return native === 'true'
  return /^-?\d+(?:\.\d+)?$/.test(native) ? Number(native) : native
}
