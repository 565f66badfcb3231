import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import { SaxesParser } from 'saxes'
import type { MeasuredForm } from './feeds-catalogue.ts'

/** The fields of a row as text; several values of one field are one text with commas. */
export type ParsedRow = Readonly<Record<string, string>>

/** The rows of a document, read from its file by libraries that know nothing of how it was written. */
export function parsedRows(file: string, form: MeasuredForm): AsyncIterable<ParsedRow> {
  return readers[form](file)
}

const readers: Readonly<Record<MeasuredForm, (file: string) => AsyncIterable<ParsedRow>>> = {
  rss: (file) => elements(file, 'item'),
  xml: (file) => elements(file, 'item'),
  csv: cells,
  json: lines,
}

async function* cells(file: string): AsyncGenerator<ParsedRow> {
  const rows = createReadStream(file).pipe(parse({ columns: true }))
  for await (const row of rows as AsyncIterable<ParsedRow>)
    yield Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))
}

/** A row is a line, so that the list need not be in the memory as a whole. */
async function* lines(file: string): AsyncGenerator<ParsedRow> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line === '[' || line === ']') continue
    const row = JSON.parse(line.replace(/,$/, '')) as Readonly<Record<string, unknown>>
    yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))
  }
}

async function* elements(file: string, item: string): AsyncGenerator<ParsedRow> {
  const parser = new SaxesParser({ xmlns: true })
  let rows: ParsedRow[] = []
  let row: Record<string, string> | undefined
  let text = ''
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local }) => {
    if (local === item) row = {}
    text = ''
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ local }) => {
    if (row === undefined) return
    if (local === item) {
      rows.push(row)
      row = undefined
    } else row[local] = row[local] === undefined ? text : `${row[local]},${text}`
    text = ''
  })
  for await (const piece of createReadStream(file, { encoding: 'utf8' })) {
    parser.write(String(piece))
    yield* rows
    rows = []
  }
  parser.close()
  yield* rows
}
