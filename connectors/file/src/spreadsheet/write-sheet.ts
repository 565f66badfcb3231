import { fault, type Json } from '@cartograph/core'
import { TextReader, ZipWriter } from '@zip.js/zip.js'
import type { Output } from '../output.ts'
import type { SinkRow } from '../sink-rows.ts'
import { columnLetters } from './cell-reference.ts'
import { plainDecimal } from './cell-value.ts'
import { escaped } from './escapes.ts'
import { mostCellCharacters, mostColumns, mostRows } from './sheet-limits.ts'

/** The name of the sheet that holds the rows. */
export const sheetName = 'rows'

/** The first instant that a zip file knows: the same rows make the same file. */
const startOfZipTime = 0x21_0000

/**
 * Writes rows as a workbook of one sheet, some at a time: a header, and below it cells of text, numbers and truth values.
 *
 * @throws a `config` fault where there are more rows or columns than a sheet holds.
 */
export async function writeSheet(
  output: Output,
  columns: readonly string[],
  rows: AsyncIterable<readonly SinkRow[]>,
): Promise<void> {
  if (columns.length > mostColumns) throw tooMany(`${columns.length} columns`)
  const target = new WritableStream<Uint8Array>({ write: (bytes) => output.write(bytes) })
  const zip = new ZipWriter(target, {
    useWebWorkers: false,
    // Many programs that read workbooks know the plain form only.
    zip64: false,
    extendedTimestamp: false,
    rawLastModDate: startOfZipTime,
  })
  for (const [part, text] of Object.entries(fixedParts)) await zip.add(part, new TextReader(text))
  const sheet = ReadableStream.from(sheetText(columns, rows))
  await zip.add('xl/worksheets/sheet1.xml', sheet.pipeThrough(new TextEncoderStream()))
  await zip.close()
}

/** Why a row does not fit into cells. */
export function tooLongForCells({ entries }: SinkRow): string | undefined {
  const long = entries.find(
    ([, value]) => typeof value === 'string' && value.length > mostCellCharacters,
  )
  return long && `"${long[0]}" is longer than the ${mostCellCharacters} characters of a cell`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** @see https://ecma-international.org/publications-and-standards/standards/ecma-376/ (part 1, annex A and part 2, 9) */
const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}

async function* sheetText(
  columns: readonly string[],
  rows: AsyncIterable<readonly SinkRow[]>,
): AsyncGenerator<string, void> {
  const letters = columns.map((_name, index) => columnLetters(index))
  const header = rowText(new Map(columns.map((name) => [name, name])), columns, letters, 1)
  yield `${declaration}<worksheet xmlns="${main}"><sheetData>${header}`
  let count = 1
  for await (const part of rows) {
    const before = count
    count += part.length
    if (count > mostRows) throw tooMany(`more than ${mostRows - 1} rows`)
    yield part
      .map(({ entries }, index) => rowText(new Map(entries), columns, letters, before + index + 1))
      .join('')
  }
  yield '</sheetData></worksheet>'
}

/** Rows and cells carry their places, without which some programs do not find them. */
function rowText(
  cells: ReadonlyMap<string, Json>,
  columns: readonly string[],
  letters: readonly string[],
  row: number,
): string {
  const texts = columns.map((name, index) =>
    cellText(cells.get(name), `${letters[index] ?? ''}${row}`),
  )
  return `<row r="${row}">${texts.join('')}</row>`
}

/** A cell of text is no formula, whatever is in it, and keeps its zeros. */
function cellText(value: Json | undefined, place: string): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') {
    // A number with more digits than a spreadsheet keeps would be another one there.
    const decimal = plainDecimal(value)
    if (Number(decimal) === value) return `<c r="${place}"><v>${decimal}</v></c>`
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

function tooMany(what: string): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `There are ${what}: more than a sheet of a workbook holds.`,
    hint: 'Send them to a csv file; or let the mapping name several files, such as one for each year.',
  })
}
