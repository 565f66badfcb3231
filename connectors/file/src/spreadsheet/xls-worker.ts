import { parentPort, workerData } from 'node:worker_threads'
import { read, type CellObject } from '@e965/xlsx'
import type { Cell } from '../cell.ts'
import { formOfCode } from './cell-form.ts'
import { numberCell } from './cell-value.ts'
import type { XlsAnswer, XlsRequest } from './xls-messages.ts'

const mostRowsOfMessage = 500

/** What the numbers of errors are shown as; [MS-XLS] 2.5.10, read 2026-11-25. */
const errorTexts: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

function answer(message: XlsAnswer): void {
  parentPort?.postMessage(message, [])
}

function cellOf(cell: CellObject | undefined, isFrom1904: boolean): Cell {
  if (cell === undefined || cell.v === undefined) return ''
  if (cell.t === 'n')
    return numberCell(Number(cell.v), formOfCode(String(cell.z ?? 'General')), isFrom1904)
  if (cell.t === 'b') return { native: String(cell.v) }
  if (cell.t === 'e') return errorTexts[Number(cell.v)] ?? '#N/A'
  return String(cell.v)
}

/** Reads a sheet and hands its rows over, then the names of all sheets. */
function readSheet({ bytes, sheet }: XlsRequest): void {
  const book = read(bytes, {
    type: 'array',
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: false,
    sheets: typeof sheet === 'number' ? sheet - 1 : sheet,
  })
  const isFrom1904 = book.Workbook?.WBProps?.date1904 === true
  const name = typeof sheet === 'number' ? book.SheetNames[sheet - 1] : sheet
  const rows = book.Sheets[name ?? '']?.['!data'] ?? []
  let part: { readonly at: number; readonly cells: readonly Cell[] }[] = []
  for (let index = 0; index < rows.length; index += 1) {
    const cells = Array.from(rows[index] ?? [], (cell) => cellOf(cell, isFrom1904))
    if (cells.some((cell) => cell !== '')) part.push({ at: index + 1, cells })
    if (part.length < mostRowsOfMessage) continue
    answer({ rows: part })
    part = []
  }
  answer({ rows: part })
  answer({ sheets: book.SheetNames })
}

readSheet(workerData as XlsRequest)
