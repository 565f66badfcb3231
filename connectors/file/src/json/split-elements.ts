import type { FoundRow } from '../found-row.ts'
import { parseJson } from '../parse-json.ts'
import type { RowScan } from '../scanned-rows.ts'
import { documentScan } from './document-scan.ts'

const mostElementCharacters = 8_000_000

const quote = 34
const comma = 44
const openBracket = 91
const backslash = 92
const closeBracket = 93
const openBrace = 123
const closeBrace = 125

/**
 * Cuts the list at a path of a JSON document into its elements, piece by piece, in bounded memory.
 *
 * Elements are told apart by brackets and quotes alone, and parsed one by one: one that is no JSON costs itself only.
 */
export function elementSplitter(file: string, path: string): RowScan {
  const around = documentScan(file, path)
  const found: FoundRow[] = []
  let isInList = false
  let number = 0
  /** What there is of the element that goes on, from earlier pieces. */
  let pieces: string[] = []
  let length = 0
  let isBegun = false
  let depth = 0
  let isInText = false
  let isEscaped = false

  const keep = (piece: string) => {
    length += piece.length
    if (length > mostElementCharacters) pieces = []
    else pieces.push(piece)
  }

  const finished = (last: string): FoundRow => {
    keep(last)
    number += 1
    const row = length > mostElementCharacters ? tooLong(number) : rowOf(number, pieces.join(''))
    pieces = []
    length = 0
    isBegun = false
    return row
  }

  /** Reads elements from a place on; gives back where the list ends, or the length of the text. */
  const readElements = (text: string, from: number): number => {
    let start = from
    for (let at = from; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (isInText) {
        if (isEscaped) isEscaped = false
        else if (unit === backslash) isEscaped = true
        else if (unit === quote) isInText = false
        continue
      }
      if (isBlank(unit)) continue
      if (unit === comma && depth === 0) {
        found.push(finished(text.slice(start, at)))
        start = at + 1
        continue
      }
      if (unit === closeBracket && depth === 0) {
        if (isBegun) found.push(finished(text.slice(start, at)))
        isInList = false
        pieces = []
        length = 0
        return at + 1
      }
      isBegun = true
      if (unit === quote) isInText = true
      else if (unit === openBrace || unit === openBracket) depth += 1
      else if ((unit === closeBrace || unit === closeBracket) && depth > 0) depth -= 1
    }
    keep(text.slice(start))
    return text.length
  }

  return {
    push: (text) => {
      let at = 0
      while (at < text.length) {
        if (isInList) at = readElements(text, at)
        else {
          const next = around.push(text, at)
          isInList = next.isList
          at = next.at
        }
      }
      around.check()
    },
    take: () => found.splice(0),
    end: () => around.end(isInList ? number + 1 : undefined),
  }
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9
}

const eachElement = 'Expected an object such as {"id":1,"total":"12.50"} for each row.'

function rowOf(at: number, text: string): FoundRow {
  const value = parseJson(text)
  if (value === undefined) return { at, broken: 'the element is no JSON', hint: eachElement }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { at, broken: 'the element is JSON, but no object', hint: eachElement }
  return { at, fields: value as Extract<FoundRow, { fields: unknown }>['fields'] }
}

function tooLong(at: number): FoundRow {
  return {
    at,
    broken: 'the element is longer than 8 million characters',
    hint: 'A quote or bracket before it may be missing. Leave large texts out of the export.',
  }
}
