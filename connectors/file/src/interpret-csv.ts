import type { Change } from '@cartograph/core'
import { cellReader, type BrokenRecord, type CellReader } from './cells.ts'
import { changedHeader, headerWatch } from './header.ts'
import { invalidBytes, recordBytes, type Interpret, type RecordBytes } from './interpret.ts'
import type { Layout } from './layout.ts'
import type { Row, RowMaker } from './rows.ts'

export interface CsvRules {
  readonly file: string
  readonly layout: Layout
  readonly header: readonly string[]
  readonly maker: RowMaker
  /** Told of the line of a header that stands again in the middle. */
  readonly onRepeatedHeader: (line: number) => void
}

/** Makes rows of CSV records. */
export function csvInterpreter(rules: CsvRules): Interpret {
  const { file, header, maker } = rules
  const reader = cellReader(rules.layout)
  const likeness = headerWatch(header)
  return (found) => {
    const all = readAll(found, reader) ?? readEach(found, reader)
    const { lines, spans } = found.records
    const changes: Change<Row>[] = []
    for (const [index, cells] of all.entries()) {
      const line = lines[index] ?? 0
      const span = spans[index] ?? 1
      if ('broken' in cells) {
        changes.push(maker.reject(line, span, cells.broken, cells.hint))
        continue
      }
      const like = likeness(cells)
      if (like === 'row') changes.push(maker.ofCells(cells, line, span))
      else if (like === 'same') rules.onRepeatedHeader(line)
      else
        return { changes, stop: { before: index, error: changedHeader(`${file}, line ${line}`) } }
    }
    return { changes }
  }
}

/** The cells of one record; for the header. */
export function readRecord(found: RecordBytes, layout: Layout): string[] | BrokenRecord {
  return readEach(found, cellReader(layout))[0] ?? ['']
}

/** All at once, which is fast; `undefined` where something is wrong with one of them. */
function readAll(found: RecordBytes, reader: CellReader): readonly string[][] | undefined {
  const { bytes, encoding, records } = found
  if (records.hasBrokenQuotes) return undefined
  const text = encoding.name === 'utf-8' ? '' : encoding.decode(bytes)
  if (!encoding.isValid(bytes, text)) return undefined
  const cells = reader.readAll(encoding.name === 'utf-8' ? bytes : text, records.hasLooseQuotes)
  return cells?.length === records.ends.length ? cells : undefined
}

function readEach(found: RecordBytes, reader: CellReader): readonly (string[] | BrokenRecord)[] {
  const { encoding, records } = found
  return records.ends.map((_end, index) => {
    const bytes = recordBytes(found, index)
    const text = encoding.decode(bytes)
    if (encoding.isValid(bytes, text)) return reader.readOne(text)
    const { problem, hint } = invalidBytes(encoding)
    return { broken: problem, hint }
  })
}
