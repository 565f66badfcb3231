import { createHash } from 'node:crypto'
import type { Change } from '@cartograph/core'
import { baseName, stateOf } from './bytes.ts'
import { duplicateWatch } from './duplicate-keys.ts'
import type { DocumentFormat } from './format.ts'
import type { FoundRow } from './found-row.ts'
import { replacedFile } from './go-on.ts'
import { openDocument } from './open-document.ts'
import { isSameState, type DocumentPosition } from './position.ts'
import { rowMaker, type Row, type RowMaker } from './rows.ts'
import { sheetHeader, type SheetHeader } from './sheet-header.ts'
import type { Walk, WalkPage } from './walk-request.ts'

const mostPageRows = 1_000
const mostPageCharacters = 1_000_000

/**
 * Reads a document, a file whose rows cannot be told apart from the middle of it, page by page.
 *
 * Going on means reading it from its beginning and passing over what was read before, which must still be the same: a
 * document that grew at its end goes on there, also when it was written anew.
 *
 * @throws a `conflict` fault where what was read before is not there any more.
 */
export async function* walkDocument(
  walk: Walk,
  format: DocumentFormat,
  from: DocumentPosition | undefined,
): AsyncGenerator<WalkPage<DocumentPosition>, void> {
  const { files, path, signal } = walk
  const state = await stateOf(files, path)
  if (from?.done === true && state !== undefined && isSameState(from, state)) {
    yield { items: [], next: from, end: true }
    return
  }
  const { size, modifiedAt } = state ?? { size: 0, modifiedAt: 0 }
  const hash = createHash('sha256')
  const reader = changeReader(walk, format)
  const watch = duplicateWatch(walk.source.key, baseName(path), walk.log)
  let rows = 0
  let characters = 0
  let items: Change<Row>[] = []
  const page = (done: boolean): WalkPage<DocumentPosition> => {
    watch(items)
    const digest = hash.copy().digest('hex')
    const next = { rows, digest, size, modifiedAt, done, header: reader.header() }
    const full = { items, next, ...(done && { end: true }) }
    items = []
    characters = 0
    return full
  }
  const failures: unknown[] = []
  const found = openDocument(walk, format)
  try {
    for await (const part of found) {
      signal.throwIfAborted()
      for (const row of part) {
        const isKnown = from !== undefined && rows < from.rows
        const change = reader.changeOf(row, isKnown)
        const text = JSON.stringify(row)
        hash.update(text)
        rows += 1
        if (isKnown && rows === from.rows && hash.copy().digest('hex') !== from.digest)
          throw changedDocument(path, from)
        if (isKnown || change === undefined) continue
        items.push(change)
        characters += text.length
        if (items.length >= (walk.pageRows ?? mostPageRows) || characters > mostPageCharacters)
          yield page(false)
      }
    }
  } catch (error) {
    failures.push(error)
  } finally {
    await found.return()
  }
  if (failures.length > 0) {
    // What is whole comes before the fault: nothing that was read is lost.
    if (items.length > 0) yield page(false)
    throw failures[0]
  }
  if (from !== undefined && rows < from.rows) throw changedDocument(path, from)
  yield page(true)
}

function changedDocument(path: string, { rows }: DocumentPosition): Error {
  return replacedFile(baseName(path), `${rows} ${rows === 1 ? 'row' : 'rows'}`)
}

interface ChangeReader {
  /** The change of a row; nothing of a header, nor of a row that was read before. */
  changeOf(row: FoundRow, isKnown: boolean): Change<Row> | undefined
  header(): readonly string[] | null
}

function changeReader(walk: Walk, format: DocumentFormat): ChangeReader {
  const isSheet = format === 'xlsx' || format === 'xls'
  const makerOf = (header: readonly string[]): RowMaker =>
    rowMaker(
      {
        file: baseName(walk.path),
        key: walk.source.key,
        isOnlyFile: walk.source.pattern === undefined,
        columns: walk.source.columns,
        unit: isSheet ? 'row' : 'element',
      },
      header,
    )
  const sheet: SheetHeader | undefined = isSheet ? sheetHeader(walk) : undefined
  let maker: RowMaker | undefined = isSheet ? undefined : makerOf([])
  return {
    header: () => (sheet === undefined ? [] : sheet.names()),
    changeOf: (row, isKnown) => {
      if (sheet !== undefined && 'cells' in row && !sheet.isRow(row)) return undefined
      if (isKnown) return undefined
      maker ??= makerOf(sheet?.names() ?? [])
      if ('broken' in row) return maker.reject(row.at, 1, row.broken, row.hint)
      return 'cells' in row ? maker.ofSheet(row.cells, row.at) : maker.ofObject(row.fields, row.at)
    },
  }
}
