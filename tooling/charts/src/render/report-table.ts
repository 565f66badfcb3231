import type { TableData } from '../chart-table.ts'
import type { HeatTable } from '../heat-table.ts'
import type { Pdf } from './pdf-document.ts'
import { contentWidth, ink, lineWidth, margin, writeLine, type Flow } from './report-page.ts'

const rowHeight = 18
const size = 8.5
const between = 12

/** A table over as many pages as it needs, its heads on each of them. */
export function writeTable(document: Pdf, flow: Flow, { columns, rows }: TableData): void {
  const widths = columnWidths(document, { columns, rows })
  const writeRow = (cells: readonly string[], colour: string) => {
    let x = margin
    for (const [index, width] of widths.entries()) {
      const isNumber = columns[index]?.isNumber === true
      const place = { x, y: flow.y() + 4, width, align: isNumber ? 'right' : 'left' } as const
      writeLine(document, cells[index] ?? '', place, { size, colour })
      x += width + between
    }
    flow.move(rowHeight)
    rule(document, flow.y())
  }
  const writeHead = () =>
    writeRow(
      columns.map(({ name }) => name),
      ink('muted'),
    )
  flow.need(3 * rowHeight)
  writeHead()
  for (const row of rows) {
    if (flow.need(rowHeight)) writeHead()
    writeRow(row, ink('text'))
  }
  flow.move(16)
}

function rule(document: Pdf, y: number): void {
  document
    .moveTo(margin, y)
    .lineTo(margin + contentWidth, y)
    .lineWidth(0.5)
    .stroke(ink('grid'))
}

/** What each needs, made narrower alike where it is too much; what is left over goes to the names. */
function columnWidths(
  document: Pdf,
  { columns, rows }: Pick<TableData, 'columns' | 'rows'>,
): readonly number[] {
  document.font('regular').fontSize(size)
  const needed = columns.map(({ name }, index) =>
    Math.max(
      ...[name, ...rows.map((row) => row[index] ?? '')].map((text) => lineWidth(document, text)),
    ),
  )
  const room = contentWidth - between * (columns.length - 1)
  const sum = needed.reduce((total, width) => total + width, 0)
  if (sum > room) return needed.map((width) => (width / sum) * room)
  const names = columns.filter(({ isNumber }) => !isNumber).length
  return needed.map((width, index) =>
    columns[index]?.isNumber === true ? width : width + (room - sum) / names,
  )
}

const heatRow = 17
const heatSize = 7.5

/** A table whose cells are coloured. */
export function writeHeatTable(
  document: Pdf,
  flow: Flow,
  { heads, columns, rows }: HeatTable,
): void {
  document.font('regular').fontSize(heatSize)
  const firsts = heads.map((head, index) => {
    const texts = rows.map(({ name, beside }) => (index === 0 ? name : (beside[index - 1] ?? '')))
    return Math.min(
      130,
      Math.max(...[head, ...texts].map((text) => lineWidth(document, text))) + 10,
    )
  })
  const left = firsts.reduce((sum, width) => sum + width, margin)
  const width = Math.min(60, (margin + contentWidth - left) / Math.max(1, columns.length))
  const muted = { size: heatSize, colour: ink('muted') }
  const writeFirsts = (texts: readonly string[], colour: string) => {
    let x = margin
    for (const [index, room] of firsts.entries()) {
      const align = index === 0 ? 'left' : 'right'
      const place = { x, y: flow.y() + 4, width: room - 8, align } as const
      writeLine(document, texts[index] ?? '', place, { size: heatSize, colour })
      x += room
    }
  }
  const writeHead = () => {
    writeFirsts(heads, ink('muted'))
    for (const [index, column] of columns.entries())
      writeLine(document, column, { ...cellAt(left, width, index), y: flow.y() + 4 }, muted)
    flow.move(heatRow)
  }
  flow.need(3 * heatRow)
  writeHead()
  for (const { name, beside, cells } of rows) {
    if (flow.need(heatRow)) writeHead()
    writeFirsts([name, ...beside], ink('text'))
    for (const [index, { text, level }] of cells.entries()) {
      const cell = cellAt(left, width, index)
      document
        .roundedRect(cell.x, flow.y(), cell.width, heatRow - 1.5, 2)
        .fill(level === 0 ? ink('track') : ink(`heat-${level}`))
      writeLine(document, text, { ...cell, y: flow.y() + 3.5 }, { size: heatSize })
    }
    flow.move(heatRow)
  }
  flow.move(16)
}

function cellAt(left: number, width: number, index: number) {
  return { x: left + index * width, width: width - 1.5, align: 'center' } as const
}
