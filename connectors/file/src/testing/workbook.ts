import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'

export interface WorkbookParts {
  /** The contents of `sheetData`, by the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>
  /** The `si` elements. */
  readonly strings?: string
  /** Number formats by their number, from 164 on. */
  readonly formats?: readonly string[]
  readonly isFrom1904?: boolean
  /** Ranges of cells that are shown as one, in every sheet. */
  readonly merged?: readonly string[]
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

/** A workbook out of the XML of its sheets. Style 0 is plain, style n shows the n-th of the formats. */
export function workbook({
  sheets,
  strings,
  formats = [],
  isFrom1904 = false,
  merged = [],
}: WorkbookParts): Promise<Buffer> {
  const names = Object.keys(sheets)
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${links}/${kind}" Target="${target}"/>`
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships ${packaged}>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${links}"><workbookPr date1904="${String(isFrom1904)}"/><sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${packaged}>${names
      .map((_name, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
      .join(
        '',
      )}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts>${formats
      .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${quoted(code)}"/>`)
      .join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats
      .map((_code, index) => `<xf numFmtId="${164 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `<sst ${main}>${strings}</sst>` }),
  }
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join('')
  const below = ranges === '' ? '' : `<mergeCells>${ranges}</mergeCells>`
  for (const [index, name] of names.entries())
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet ${main}><sheetData>${sheets[name] ?? ''}</sheetData>${below}</worksheet>`
  return zipOf(parts)
}

export async function zipOf(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  for (const [name, text] of Object.entries(parts)) await zip.add(name, new TextReader(text))
  return Buffer.from(await zip.close())
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
