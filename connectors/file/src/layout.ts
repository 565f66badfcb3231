import { fault } from '@cartograph/core'
import * as z from 'zod'
import { byteOrderMark, encodingOf, type TextEncoding } from './encodings.ts'
import type { LineFormat } from './format.ts'
import type { SourceSettings } from './settings.ts'
import { isBlank, unitsOf, type Signs, type Units } from './split-records.ts'

/** How a file turned out to be written: kept in the position, so that going on later cannot guess otherwise. */
export const layoutSchema = z.object({
  encoding: z.string(),
  newline: z.enum(['lf', 'cr']),
  /** Empty in NDJSON. */
  delimiter: z.string(),
  /** Empty where nothing is quoted. */
  quote: z.string(),
})

export type Layout = z.infer<typeof layoutSchema>

const lineFeed = 10
const carriageReturn = 13

/** In the order in which they win where a line holds as many of each. */
const guessedDelimiters = [',', ';', '\t', '|'] as const

export type LayoutSettings = Pick<SourceSettings, 'delimiter' | 'quote' | 'encoding' | 'header'>

/**
 * Reads from the head of a file how it is written.
 *
 * A byte order mark wins over the encoding of the settings: no other text begins with those bytes. Gives back `undefined`
 * where the first line does not end within the head and the file goes on.
 */
export function readLayout(
  head: Buffer,
  isWhole: boolean,
  settings: LayoutSettings,
  format: LineFormat,
): { readonly layout: Layout; readonly bodyStart: number } | undefined {
  if (head.length < 4 && !isWhole) return undefined
  const mark = byteOrderMark(head)
  const encoding = encodingNamed(mark?.encoding ?? settings.encoding ?? 'utf-8')
  const bodyStart = mark?.length ?? 0
  const units = unitsOf(head.subarray(bodyStart), encoding)
  const quote = format === 'ndjson' ? '' : (settings.quote ?? '"')
  const first = firstLine(units, codeOf(quote), isWhole)
  if (first === undefined) return undefined
  const delimiter =
    format === 'ndjson' ? '' : (settings.delimiter ?? guess(units, first, quote, format))
  const layout: Layout = { encoding: encoding.name, newline: first.newline, delimiter, quote }
  return { layout, bodyStart }
}

export function encodingNamed(name: string): TextEncoding {
  const encoding = encodingOf(name)
  if (encoding !== undefined) return encoding
  throw fault({
    kind: 'config',
    scope: 'part',
    message: `The encoding ${name} is not known.`,
    hint: 'Use utf-8, windows-1252, iso-8859-1, utf-16le or another one of the WHATWG list.',
  })
}

export function signsOf(layout: Layout): Signs {
  return {
    delimiter: codeOf(layout.delimiter),
    quote: codeOf(layout.quote),
    newline: layout.newline === 'cr' ? carriageReturn : lineFeed,
  }
}

function codeOf(sign: string): number {
  return sign === '' ? -1 : sign.charCodeAt(0)
}

interface FirstLine {
  readonly start: number
  readonly end: number
  readonly newline: 'lf' | 'cr'
}

/** A first line that is longer is no line. */
const mostFirstUnits = 1_048_576

/** The first line that is not blank; a quote that never closes in it is taken for an ordinary sign. */
function firstLine(units: Units, quote: number, isWhole: boolean): FirstLine | undefined {
  const found = lineEnd(units, quote, isWhole)
  if (found !== undefined) return found
  if (!isWhole && units.length < mostFirstUnits) return undefined
  return lineEnd(units, -1, true) ?? { start: 0, end: units.length, newline: 'lf' }
}

function lineEnd(units: Units, quote: number, isWhole: boolean): FirstLine | undefined {
  let isQuoted = false
  let start = 0
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at]
    if (unit === quote) isQuoted = !isQuoted
    if (isQuoted || (unit !== lineFeed && unit !== carriageReturn)) continue
    const isLast = at + 1 === units.length
    // Whether a carriage return ends the line alone is known only with the sign after it.
    if (unit === carriageReturn && isLast && !isWhole) return undefined
    if (unit === carriageReturn && units[at + 1] === lineFeed) continue
    if (!isBlank(units, start, at))
      return { start, end: at, newline: unit === lineFeed ? 'lf' : 'cr' }
    start = at + 1
  }
  return undefined
}

function guess(units: Units, { start, end }: FirstLine, quote: string, format: LineFormat): string {
  const counts = new Map<number, number>()
  let isQuoted = false
  for (const unit of units.subarray(start, end)) {
    if (unit === codeOf(quote)) isQuoted = !isQuoted
    else if (!isQuoted) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  }
  let best: string = format === 'tsv' ? '\t' : ','
  for (const delimiter of guessedDelimiters)
    if ((counts.get(codeOf(delimiter)) ?? 0) > (counts.get(codeOf(best)) ?? 0)) best = delimiter
  return best
}
