/** Bytes, or the 16-bit units of UTF-16. */
export type Units = Uint8Array | Uint16Array

/** The signs that part records and cells, as unit values; -1 where there is none. */
export interface Signs {
  readonly delimiter: number
  readonly quote: number
  readonly newline: number
}

/** Where a scan stands. Indexes are units of the text that is scanned; lines count from 1. */
export interface Scan {
  at: number
  line: number
  inside: 'start' | 'cell' | 'quotes' | 'quoteSeen'
  recordStart: number
  recordLine: number
  /** The line of the quote that was opened last. */
  quoteLine: number
}

/** Records that are complete, without blank lines. */
export interface Records {
  readonly starts: number[]
  readonly ends: number[]
  /** The line on which each begins. */
  readonly lines: number[]
  /** How many lines each takes. */
  readonly spans: number[]
  /** A cell without quotes holds one, as in 5" disk. */
  hasLooseQuotes: boolean
  /** A quoted cell goes on after its closing quote. */
  hasBrokenQuotes: boolean
}

export function newScan(line: number): Scan {
  return { at: 0, line, inside: 'start', recordStart: 0, recordLine: line, quoteLine: line }
}

export function noRecords(): Records {
  return {
    starts: [],
    ends: [],
    lines: [],
    spans: [],
    hasLooseQuotes: false,
    hasBrokenQuotes: false,
  }
}

const carriageReturn = 13

/**
 * Finds the ends of records, going on where the scan stands, until there are `most` of them or they fill `mostUnits`.
 *
 * A quote opens a quoted cell only at the cell's start, as RFC 4180 has it; inside one, two quotes stand for one, and line
 * ends belong to the text. Gives back whether it stopped because the records are enough.
 */
export function splitRecords(
  units: Units,
  signs: Signs,
  scan: Scan,
  found: Records,
  limits: { readonly most: number; readonly mostUnits: number },
): boolean {
  const { delimiter, quote, newline } = signs
  const { length } = units
  let { at, line, inside, recordStart, recordLine, quoteLine } = scan
  let isFull = false
  while (at < length && !isFull) {
    const unit = units[at]
    at += 1
    if (inside === 'quotes') {
      if (unit === quote) inside = 'quoteSeen'
      else if (unit === newline) line += 1
    } else if (unit === newline) {
      line += 1
      if (!isBlank(units, recordStart, at - 1)) {
        found.starts.push(recordStart)
        found.ends.push(at)
        found.lines.push(recordLine)
        found.spans.push(line - recordLine)
        isFull = found.ends.length >= limits.most || at >= limits.mostUnits
      }
      recordStart = at
      recordLine = line
      inside = 'start'
    } else if (unit === delimiter) inside = 'start'
    else if (unit !== quote) {
      const isLineEnd = unit === carriageReturn && units[at] === newline
      if (inside === 'quoteSeen' && !isLineEnd) found.hasBrokenQuotes = true
      inside = 'cell'
    } else if (inside === 'quoteSeen') inside = 'quotes'
    else if (inside === 'start') {
      inside = 'quotes'
      quoteLine = line
    } else found.hasLooseQuotes = true
  }
  Object.assign(scan, { at, line, inside, recordStart, recordLine, quoteLine })
  return isFull
}

/** Nothing, or the carriage return of a line end in the manner of Windows. */
export function isBlank(units: Units, start: number, end: number): boolean {
  return end === start || (end === start + 1 && units[start] === carriageReturn)
}

/** The units of bytes: of an odd last byte in a two-byte encoding nothing is made. */
export function unitsOf(
  bytes: Buffer,
  encoding: { readonly unitBytes: 1 | 2; readonly isBigEndian: boolean },
): Units {
  if (encoding.unitBytes === 1) return bytes
  const even = new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  if (encoding.isBigEndian) Buffer.from(even.buffer).swap16()
  return new Uint16Array(even.buffer)
}
