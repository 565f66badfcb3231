import { fault, type JsonObject } from '@cartograph/core'
import { TextReader, ZipWriter } from '@zip.js/zip.js'
import { rowCells } from '../work/index.ts'

/** What a sheet and a cell hold at most: https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const mostRows = 1_048_576
const mostCharacters = 32_767

/** The first instant that a zip file knows: the same rows make the same file. */
const startOfZipTime = 0x21_0000

/**
 * Writes rows as an XLSX workbook with one sheet, row by row.
 *
 * Texts are cells of text, so that nothing in them is a formula or loses its zeros; amounts and truth values are what they
 * are. Lists and objects are JSON.
 *
 * @throws a `config` fault where there are more rows, or longer texts, than a sheet holds.
 */
export async function writeWorkbook(
  pages: AsyncIterable<readonly JsonObject[]>,
  { sheet, fields }: { readonly sheet: string; readonly fields: readonly string[] },
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const target = new WritableStream<Uint8Array>({ write: (bytes) => write(bytes) })
  const zip = new ZipWriter(target, {
    useWebWorkers: false,
    // Many programs that read workbooks know the plain form only.
    zip64: false,
    extendedTimestamp: false,
    rawLastModDate: startOfZipTime,
  })
  for (const [part, text] of Object.entries(fixedParts(sheet)))
    await zip.add(part, new TextReader(text))
  const rows = ReadableStream.from(sheetText(pages, fields)).pipeThrough(new TextEncoderStream())
  await zip.add('xl/worksheets/sheet1.xml', rows)
  await zip.close()
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** @see https://ecma-international.org/publications-and-standards/standards/ecma-376/ (part 1, annex A and part 2, 9) */
function fixedParts(sheet: string): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  }
}

async function* sheetText(
  pages: AsyncIterable<readonly JsonObject[]>,
  fields: readonly string[],
): AsyncGenerator<string, void> {
  const letters = fields.map((_field, index) => columnLetters(index))
  const header = fields.map((field, index) => textCell(field, `${letters[index] ?? ''}1`))
  yield `${declaration}<worksheet xmlns="${main}"><sheetData><row r="1">${header.join('')}</row>`
  let rows = 1
  for await (const page of pages) {
    const before = rows
    rows += page.length
    if (rows > mostRows) throw tooMuch(`more than ${mostRows - 1} rows`)
    yield page.map((row, index) => rowText(row, fields, letters, before + index + 1)).join('')
  }
  yield '</sheetData></worksheet>'
}

/** Rows and cells carry their places, without which some programs do not find them. */
function rowText(
  row: JsonObject,
  fields: readonly string[],
  letters: readonly string[],
  number: number,
): string {
  const cells = rowCells(row, fields).map((text, index) => {
    const field = fields[index] ?? ''
    const place = `${letters[index] ?? ''}${number}`
    const value = row[field]
    if (typeof value === 'number') return `<c r="${place}"><v>${text}</v></c>`
    if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
    if (text.length > mostCharacters)
      throw tooMuch(
        `a longer ${field} than ${mostCharacters} characters, in ${rowCells(row, ['id']).join('')}`,
      )
    return text === '' ? '' : textCell(text, place)
  })
  return `<row r="${number}">${cells.join('')}</row>`
}

/** The letters of a column, from 0: `A`, `Z`, `AA`. */
function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}

function tooMuch(what: string): Error {
  return fault({
    kind: 'config',
    message: `There is ${what}: more than a workbook holds.`,
    hint: 'Export with --format csv, json or ndjson.',
  })
}

function textCell(text: string, place: string): string {
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Signs that XML cannot hold are written as `_x000D_`, and so is what only looks like that. */
function escaped(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(
      /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]|\p{Cs}/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
}
