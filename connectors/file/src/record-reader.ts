import type { ByteWindow } from './byte-window.ts'
import type { TextEncoding } from './encodings.ts'
import type { RecordBytes } from './interpret.ts'
import {
  isBlank,
  newScan,
  noRecords,
  splitRecords,
  unitsOf,
  type Records,
  type Scan,
  type Signs,
  type Units,
} from './split-records.ts'

/** Records that make one page. */
export interface Batch {
  readonly found: RecordBytes
  /** Bytes of the complete records, and the line after them. */
  readonly length: number
  readonly line: number
  readonly isLast: boolean
  /** The last record has no line end: it counts, and is read again when the file has grown. */
  readonly isOpen: boolean
  /** The file could not be read any further: what is whole comes first. */
  readonly failure?: { readonly error: unknown }
  readonly problem?: { readonly kind: 'unclosed' | 'longQuote' | 'longLine'; readonly line: number }
}

export interface RecordReader {
  /** The line that begins at the window's place. */
  line(): number
  next(most?: number): Promise<Batch>
  take(batch: Batch): void
  /** Takes only what stands before a record of the batch. */
  takeBefore(batch: Batch, index: number): void
}

const mostRows = 1_000
const mostPageBytes = 1_000_000
const mostRecordBytes = 8_000_000

/** Cuts a file into batches of whole records, in bounded memory. */
export function recordReader(
  window: ByteWindow,
  encoding: TextEncoding,
  signs: Signs,
  firstLine: number,
): RecordReader {
  const { unitBytes } = encoding
  const limits = { most: mostRows, mostUnits: mostPageBytes / unitBytes }
  let line = firstLine
  let isEnded = false
  const move = (length: number, to: number) => {
    window.take(length)
    line = to
  }
  const batchOf = (records: Records, end: number, rest: Omit<Batch, 'found'>): Batch => ({
    found: { bytes: window.bytes().subarray(0, end), records, encoding },
    ...rest,
  })

  /** The line that holds what cannot be read is left out; reading goes on behind its end. */
  const skipLine = async (scan: Scan): Promise<Batch> => {
    const isQuoted = scan.inside === 'quotes'
    const problem = {
      kind: isQuoted ? ('longQuote' as const) : ('longLine' as const),
      line: isQuoted ? scan.quoteLine : scan.recordLine,
    }
    for (;;) {
      const units = unitsOf(window.bytes(), encoding)
      const end = units.indexOf(signs.newline)
      if (end >= 0) {
        const length = (end + 1) * unitBytes
        return batchOf(noRecords(), 0, {
          length,
          line: line + 1,
          isLast: false,
          isOpen: false,
          problem,
        })
      }
      window.take(units.length * unitBytes)
      if (!isEnded) isEnded = !(await window.more())
      if (isEnded) {
        const { length } = window.bytes()
        return batchOf(noRecords(), 0, {
          length,
          line: line + 1,
          isLast: true,
          isOpen: false,
          problem,
        })
      }
    }
  }

  return {
    line: () => line,
    next: async (most = limits.most) => {
      const scan = newScan(line)
      const records = noRecords()
      let units = unitsOf(window.bytes(), encoding)
      for (;;) {
        const isFull = splitRecords(units, signs, scan, records, { ...limits, most })
        const open = (units.length - scan.recordStart) * unitBytes
        const isTooLong = !isFull && open > mostRecordBytes
        const length = scan.recordStart * unitBytes
        const whole = { length, line: scan.recordLine, isLast: false, isOpen: false }
        if (isTooLong && length === 0) return skipLine(scan)
        if (isFull || isTooLong) return batchOf(records, length, whole)
        if (isEnded) return lastBatch(units, scan, records, length)
        try {
          isEnded = !(await window.more())
        } catch (error) {
          return batchOf(records, length, { ...whole, failure: { error } })
        }
        if (!isEnded) units = unitsOf(window.bytes(), encoding)
      }
    },
    take: (batch) => move(batch.length, batch.line),
    takeBefore: ({ found: { records } }, index) =>
      move((records.starts[index] ?? 0) * unitBytes, records.lines[index] ?? line),
  }

  function lastBatch(units: Units, scan: Scan, records: Records, length: number): Batch {
    const rest = { length, line: scan.recordLine, isLast: true }
    if (scan.inside === 'quotes') {
      const problem = { kind: 'unclosed' as const, line: scan.quoteLine }
      return batchOf(records, length, { ...rest, isOpen: true, problem })
    }
    const bytes = window.bytes()
    const isOpen = !isBlank(units, scan.recordStart, units.length)
    if (!isOpen) return batchOf(records, length, { ...rest, isOpen })
    records.starts.push(scan.recordStart)
    records.ends.push(bytes.length / unitBytes)
    records.lines.push(scan.recordLine)
    records.spans.push(scan.line - scan.recordLine + 1)
    return batchOf(records, bytes.length, { ...rest, isOpen })
  }
}
