import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'

/** Formats of documents that can be read here. */
export type DocumentFormat = 'json' | 'lines' | 'xml' | 'csv' | 'tsv'

/** All texts that a document holds, as whoever parses it finds them; or why it cannot be parsed. */
export type ReadDocument = { readonly values: readonly string[] } | { readonly problem: string }

const formats: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/^application\/(?:x-)?(?:ndjson|jsonl|jsonlines)$/, 'lines'],
  [/^(?:application|text)\/(?:.+\+)?json$/, 'json'],
  [/^(?:application|text)\/(?:.+\+)?xml$/, 'xml'],
  [/^(?:application|text)\/csv$/, 'csv'],
  [/^text\/tab-separated-values$/, 'tsv'],
]

/** The format that a type such as `text/csv` names; undefined for one that is not read here. */
export function documentFormat(essence: string): DocumentFormat | undefined {
  return formats.find(([form]) => form.test(essence))?.[1]
}

/** Parses a document strictly. */
export function readDocument(format: DocumentFormat, text: string): ReadDocument {
  try {
    return { values: parsers[format](text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

const parsers: Readonly<Record<DocumentFormat, (text: string) => readonly string[]>> = {
  json: (text) => jsonTexts(JSON.parse(text)),
  lines: (text) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => jsonTexts(JSON.parse(line))),
  xml: xmlTexts,
  csv: (text) => parse(text, { delimiter: delimiterOf(text) }).flat(),
  tsv: (text) => parse(text, { delimiter: '\t', quote: null }).flat(),
}

function jsonTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(jsonTexts)
}

/** The text of each element without that of its children, and each attribute. */
function xmlTexts(document: string): readonly string[] {
  const found: string[] = []
  const open: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  const add = (text: string) => {
    open.push((open.pop() ?? '') + text)
  }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ attributes }) => {
    found.push(...Object.values(attributes).map(({ value }) => value))
    open.push('')
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    found.push(open.pop() ?? '')
  })
  parser.write(document).close()
  return found
}

/** The sign that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text.replaceAll(/"[^"]*"/g, '').split('\n', 1)
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t', '|'].reduce((most, sign) => (count(sign) > count(most) ? sign : most))
}
