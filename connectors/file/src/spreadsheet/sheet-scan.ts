import type { Cell } from '../cell.ts'
import type { FoundRow } from '../found-row.ts'
import type { RowScan } from '../scanned-rows.ts'
import { localName, xmlScan, type XmlAttributes } from '../xml/xml-scan.ts'
import { refused } from './archive.ts'
import type { CellForm } from './cell-form.ts'
import { numberCell } from './cell-value.ts'
import { columnLetters, columnOf } from './cell-reference.ts'
import { unescaped } from './escapes.ts'
import type { SharedStrings } from './shared-strings.ts'
import { mostColumns, mostRows } from './sheet-limits.ts'
import { formOf } from './styles.ts'
import { isTrue } from './workbook.ts'

export interface SheetRules {
  readonly file: string
  readonly part: string
  readonly strings: SharedStrings
  readonly styles: readonly CellForm[]
  readonly isFrom1904: boolean
}

const mostRowCharacters = 8_000_000

interface OpenCell {
  readonly attributes: XmlAttributes
  readonly column: number
  text: string
  hasValue: boolean
  hasFormula: boolean
}

/** Finds the rows of a sheet; rows without any value are left out. */
export function sheetScan(rules: SheetRules): RowScan {
  const { file, part } = rules
  const found: FoundRow[] = []
  let row: { readonly at: number; readonly cells: Cell[]; broken: string | undefined } | undefined
  let cell: OpenCell | undefined
  let lastRow = 0
  let characters = 0
  let isText = false
  let pronounced = 0

  const openRow = ({ r }: XmlAttributes) => {
    const at = r === undefined ? lastRow + 1 : Number(r)
    if (!Number.isInteger(at) || at <= lastRow || at > mostRows)
      throw refused(file, `its rows are not numbered upwards to ${mostRows}, behind row ${lastRow}`)
    lastRow = at
    characters = 0
    row = { at, cells: [], broken: undefined }
  }

  const openCell = (attributes: XmlAttributes) => {
    const { r } = attributes
    const column = r === undefined ? (row?.cells.length ?? 0) : columnOf(r)
    if (column < (row?.cells.length ?? 0) || column >= mostColumns)
      throw refused(file, `in row ${lastRow} its cells are not in the order of their columns`)
    cell = { attributes, column, text: '', hasValue: false, hasFormula: false }
  }

  const closeCell = () => {
    if (row === undefined || cell === undefined) return
    const value = cellValue(cell, rules)
    if (typeof value === 'object' && 'broken' in value)
      row.broken ??= `cell ${columnLetters(cell.column)}${row.at} ${value.broken}`
    else {
      while (row.cells.length < cell.column) row.cells.push('')
      row.cells.push(value)
    }
    cell = undefined
  }

  const closeRow = () => {
    if (row === undefined) return
    const { at, cells, broken } = row
    if (characters > mostRowCharacters)
      found.push({ at, broken: 'the row is longer than 8 million characters', hint: leaveOut })
    else if (broken !== undefined) found.push({ at, broken, hint: saveAgain })
    else if (cells.some((value) => value !== '')) found.push({ at, cells })
    row = undefined
  }

  const scan = xmlScan(`${file}, part ${part}`, {
    open: (tag, attributes) => {
      const name = localName(tag)
      if (name === 'row') openRow(attributes)
      else if (name === 'c' && row !== undefined) openCell(attributes)
      else if (cell !== undefined) {
        if (name === 'f') cell.hasFormula = true
        else if (name === 'rPh') pronounced += 1
        else if (name === 'v' || name === 't') {
          cell.hasValue = true
          isText = pronounced === 0
        }
      }
    },
    text: (text) => {
      if (!isText || cell === undefined) return
      characters += text.length
      if (characters <= mostRowCharacters) cell.text += text
    },
    close: (tag) => {
      const name = localName(tag)
      if (name === 'v' || name === 't') isText = false
      else if (name === 'rPh') pronounced -= 1
      else if (name === 'c') closeCell()
      else if (name === 'row') closeRow()
    },
  })
  return {
    push: (text) => scan.push(text),
    take: () => found.splice(0),
    end: () => scan.end(),
  }
}

const leaveOut = 'Leave large texts out of the sheet.'
const saveAgain =
  'Open the file in a spreadsheet program, mend the cell, and save it; formulas are calculated then.'

function cellValue(
  { attributes, text, hasValue, hasFormula }: OpenCell,
  { strings, styles, isFrom1904 }: SheetRules,
): Cell | { readonly broken: string } {
  if (!hasValue) return hasFormula ? { broken: 'holds a formula without its result' } : ''
  switch (attributes['t'] ?? 'n') {
    case 's':
      return strings.get(Number(text)) ?? { broken: 'names a text that is not there' }
    case 'str':
    case 'inlineStr':
      return unescaped(text)
    case 'b':
      return { native: String(isTrue(text)) }
    case 'e':
      return text
    case 'd':
      return { native: text }
    default: {
      if (text.trim() === '') return ''
      const value = Number(text)
      if (!Number.isFinite(value)) return { broken: 'holds a number that cannot be read' }
      return numberCell(value, formOf(styles, attributes['s']), isFrom1904)
    }
  }
}
