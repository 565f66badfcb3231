import { fault, nearest } from '@cartograph/core'
import { baseName, stateOf } from '../bytes.ts'
import type { FoundRows } from '../found-row.ts'
import { scannedRows } from '../scanned-rows.ts'
import type { SourceSettings } from '../settings.ts'
import type { Walk } from '../walk-request.ts'
import { openArchive } from './archive.ts'
import { readStrings } from './shared-strings.ts'
import { sheetScan } from './sheet-scan.ts'
import { readStyles } from './styles.ts'
import { readWorkbook } from './workbook.ts'

/** The rows of one sheet of an XLSX workbook. */
export async function* xlsxRows({ files, path, source }: Walk): FoundRows {
  const file = baseName(path)
  const state = await stateOf(files, path)
  const archive = await openArchive(files, path, state?.size ?? 0)
  try {
    const { sheets, isFrom1904, ...parts } = await readWorkbook(archive, file)
    const { part } = chosenSheet(sheets, source.sheet, file)
    const styles = await readStyles(archive, file, parts.styles)
    const strings = await readStrings(archive, file, parts.strings)
    const scan = sheetScan({ file, part, strings, styles, isFrom1904 })
    yield* scannedRows(archive.text(part), scan)
  } finally {
    await archive.close()
  }
}

/**
 * The sheet that the settings name.
 *
 * @throws a `config` fault where there is no such sheet.
 */
export function chosenSheet<Sheet extends { readonly name: string }>(
  sheets: readonly Sheet[],
  wanted: SourceSettings['sheet'],
  file: string,
): Sheet {
  const found =
    typeof wanted === 'string'
      ? sheets.find(({ name }) => name === wanted)
      : sheets[(wanted ?? 1) - 1]
  if (found !== undefined) return found
  const names = sheets.map(({ name }) => name)
  const meant = typeof wanted === 'string' ? nearest(wanted, names) : undefined
  const called = typeof wanted === 'string' ? `called "${wanted}"` : `number ${wanted ?? 1}`
  throw fault({
    kind: 'config',
    scope: 'part',
    message: `${file} has no sheet ${called}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: `Correct \`sheet\` in the settings of the source. The file has: ${names.join(', ') || 'none'}.`,
  })
}
