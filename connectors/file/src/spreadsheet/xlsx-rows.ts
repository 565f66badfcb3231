import { baseName, stateOf } from '../bytes.ts'
import type { FoundRows } from '../found-row.ts'
import { scannedRows } from '../scanned-rows.ts'
import type { Walk } from '../walk-request.ts'
import { openArchive } from './archive.ts'
import { chosenSheet } from './chosen-sheet.ts'
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
