import type { Change } from '@cartograph/core'
import { byteWindow, digestOf, type ByteWindow } from './byte-window.ts'
import { baseName, readBytes, stateOf } from './bytes.ts'
import { duplicateWatch } from './duplicate-keys.ts'
import type { LineFormat } from './format.ts'
import { goOn } from './go-on.ts'
import type { Interpret } from './interpret.ts'
import { csvInterpreter } from './interpret-csv.ts'
import { ndjsonInterpreter } from './interpret-ndjson.ts'
import { encodingNamed, readLayout, signsOf, type Layout } from './layout.ts'
import { openHeader } from './open-header.ts'
import { isSameState, type Position } from './position.ts'
import { recordReader, type Batch } from './record-reader.ts'
import { rowMaker, type Row, type RowMaker } from './rows.ts'
import type { SourceSettings } from './settings.ts'
import type { Walk, WalkPage } from './walk-request.ts'

/**
 * Reads a file of lines from a position on, page by page.
 *
 * A file that is as it was has nothing new. In any other, and after an interruption, what was read before must still be
 * there, byte for byte: then the walk goes on after it.
 *
 * @throws a `conflict` fault where it is not, so that the file is read anew from its beginning.
 */
export async function* walkLines(
  walk: Walk,
  format: LineFormat,
  from: Position | undefined,
): AsyncGenerator<WalkPage<Position>, void> {
  const { files, path } = walk
  const state = await stateOf(files, path)
  if (from?.done === true && state !== undefined && isSameState(from, state)) {
    yield { items: [], next: from, end: true }
    return
  }
  const window = byteWindow(readBytes(files, path))
  try {
    const start =
      from === undefined ? undefined : await goOn(window, from, walk.source, baseName(path))
    const { size, modifiedAt } = state ?? { size: 0, modifiedAt: 0 }
    yield* walkRows(walk, format, window, { size, modifiedAt }, start)
  } finally {
    await window.close()
  }
}

async function* walkRows(
  walk: Walk,
  format: LineFormat,
  window: ByteWindow,
  state: Pick<Position, 'size' | 'modifiedAt'>,
  from: Position | undefined,
): AsyncGenerator<WalkPage<Position>, void> {
  const layout = from?.layout ?? (await openLayout(window, walk.source, format))
  const reader = recordReader(
    window,
    encodingNamed(layout.encoding),
    signsOf(layout),
    from?.line ?? 1,
  )
  const at = (
    header: readonly string[] | null,
    done: boolean,
    open: Position['open'] = null,
  ): Position => ({
    byte: window.offset(),
    line: reader.line(),
    digest: window.digest(),
    ...state,
    done,
    open,
    layout,
    header,
  })
  const header = from?.header ?? (format === 'ndjson' ? [] : await openHeader(walk, reader, layout))
  if (header === undefined) {
    yield { items: [], next: at(null, true), end: true }
    return
  }
  const { interpret, maker } = interpreter(walk, layout, format, header)
  const watch = duplicateWatch(walk.source.key, baseName(walk.path), walk.log)
  for (;;) {
    walk.signal.throwIfAborted()
    const batch = await reader.next(walk.pageRows)
    const { changes, stop } = interpret(batch.found)
    watch(changes)
    if (stop !== undefined) {
      reader.takeBefore(batch, stop.before)
      if (changes.length > 0) yield { items: changes, next: at(header, false) }
      throw stop.error
    }
    const items =
      batch.problem === undefined ? changes : [...changes, problemOf(maker, batch.problem)]
    reader.take(batch)
    if (batch.isLast) {
      const rest = window.bytes()
      const isOpenRow = batch.isOpen && batch.problem === undefined
      const open = isOpenRow ? { length: rest.length, digest: digestOf(rest) } : null
      yield { items, next: at(header, true, open), end: true }
      return
    }
    if (items.length > 0) yield { items, next: at(header, false) }
    if (batch.failure !== undefined) throw batch.failure.error
  }
}

/** Reads how the file is written, and leaves the window after a byte order mark. */
async function openLayout(
  window: ByteWindow,
  source: SourceSettings,
  format: LineFormat,
): Promise<Layout> {
  let isWhole = false
  for (;;) {
    const found = readLayout(window.bytes(), isWhole, source, format)
    if (found !== undefined) {
      window.take(found.bodyStart)
      return found.layout
    }
    isWhole = !(await window.more())
  }
}

function interpreter(
  walk: Walk,
  layout: Layout,
  format: LineFormat,
  header: readonly string[],
): { readonly interpret: Interpret; readonly maker: RowMaker } {
  const file = baseName(walk.path)
  const maker = rowMaker(
    {
      file,
      key: walk.source.key,
      isOnlyFile: walk.source.pattern === undefined,
      columns: walk.source.columns,
      unit: 'line',
    },
    header,
  )
  if (format === 'ndjson') return { maker, interpret: ndjsonInterpreter(maker) }
  const onRepeatedHeader = (line: number) =>
    walk.log.info('The header stands again in the middle of the file and is skipped.', {
      file,
      line,
    })
  return { maker, interpret: csvInterpreter({ file, layout, header, maker, onRepeatedHeader }) }
}

function problemOf(maker: RowMaker, problem: NonNullable<Batch['problem']>): Change<Row> {
  if (problem.kind === 'unclosed')
    return maker.reject(
      problem.line,
      Infinity,
      'a quote opens here and does not close before the end of the file, so the rest cannot be told apart',
      'Close the quote in the file; or set `quote: ""` where the file quotes nothing.',
    )
  return maker.reject(
    problem.line,
    Infinity,
    problem.kind === 'longQuote'
      ? 'a quote opens here and does not close within 8 MB; reading goes on with the next line'
      : 'the line is longer than 8 MB; reading goes on with the next line',
    'Close the quote in the file; or set `quote: ""` where the file quotes nothing.',
  )
}
