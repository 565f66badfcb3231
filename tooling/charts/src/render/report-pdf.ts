import { createElement } from 'react'

import { Chart } from '../chart.ts'
import type { ChartProps } from '../chart-props.ts'
import { deltaParts } from '../delta.ts'
import { heatTable } from '../heat-table.ts'
import { closedDocument, openDocument, placeSvg, type Pdf } from './pdf-document.ts'
import { plainSvg, sizeOf } from './plain-svg.ts'
import type { Report, ReportFigure, ReportSection } from './report.ts'
import {
  contentWidth,
  flowOn,
  ink,
  lineWidth,
  margin,
  paper,
  writeEdges,
  writeLine,
  type Flow,
} from './report-page.ts'
import { writeHeatTable, writeTable } from './report-table.ts'

/** Points for each pixel of a chart: its texts are as large as the rest of the paper’s. */
const scale = 0.72

/** A document of figures, charts and tables on A4, with pages that are numbered and texts that can be selected. */
export async function reportPdf(report: Report): Promise<Uint8Array> {
  const { title, organisation, locale = 'en', createdAt, sections } = report
  const document = openDocument({
    title,
    author: organisation,
    locale,
    size: [paper.width, paper.height],
    ...(createdAt !== undefined && { createdAt }),
  })
  const flow = flowOn(document, report)
  for (const section of sections) writeSection(document, flow, section)
  writeEdges(document, report)
  return closedDocument(document)
}

function writeSection(document: Pdf, flow: Flow, section: ReportSection): void {
  const { title, text, kpis = [], charts = [], tables = [] } = section
  if (title !== undefined) {
    // A head never stands alone at the end of a page.
    flow.need(110 + (charts[0] === undefined ? 0 : 140))
    heading(document, flow, title, 13)
    flow.move(4)
  }
  if (text !== undefined) paragraph(document, flow, text)
  if (kpis.length > 0) writeFigures(document, flow, kpis)
  for (const chart of charts) writeChart(document, flow, chart)
  for (const table of tables) {
    flow.need(90)
    heading(document, flow, table.title, 10)
    writeTable(document, flow, table)
  }
  flow.move(10)
}

function heading(document: Pdf, flow: Flow, text: string, size: number): void {
  writeLine(
    document,
    text,
    { x: margin, y: flow.y(), width: contentWidth },
    { font: 'strong', size },
  )
  flow.move(size + 9)
}

function paragraph(document: Pdf, flow: Flow, text: string): void {
  document.font('regular').fontSize(9.5).fillColor(ink('text'))
  const options = { width: contentWidth, lineGap: 3 }
  const height = document.heightOfString(text, options)
  flow.need(height)
  document.text(text, margin, flow.y(), options)
  flow.move(height + 12)
}

const acrossMost = 4
const cardHeight = 62
const gap = 10

/** Figures as cards, up to four side by side. */
function writeFigures(document: Pdf, flow: Flow, figures: readonly ReportFigure[]): void {
  const across = Math.min(acrossMost, figures.length)
  const width = (contentWidth - gap * (across - 1)) / across
  for (let first = 0; first < figures.length; first += across) {
    flow.need(cardHeight)
    for (const [index, figure] of figures.slice(first, first + across).entries())
      writeFigure(document, figure, { x: margin + index * (width + gap), y: flow.y(), width })
    flow.move(cardHeight + gap)
  }
  flow.move(8)
}

function writeFigure(
  document: Pdf,
  { name, value, delta }: ReportFigure,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  document.roundedRect(x, y, width, cardHeight, 5).lineWidth(0.75).stroke(ink('grid'))
  const line = { x: x + 10, width: width - 20 }
  writeLine(document, name, { ...line, y: y + 9 }, { size: 8.5, colour: ink('muted') })
  const size = fittingSize(document, value, line.width)
  writeLine(document, value, { ...line, y: y + 22 + (15 - size) / 2 }, { font: 'strong', size })
  if (delta === undefined) return
  const { arrow, text, judgement } = deltaParts(delta)
  const change = arrow === '' ? text : `${arrow} ${text}`
  const style = { size: 8, colour: ink(judgement === 'neutral' ? 'muted' : judgement) }
  writeLine(document, change, { ...line, y: y + 44 }, style)
  const { comparison } = delta
  if (comparison === undefined) return
  const said = lineWidth(document, change) + 4
  const rest = { x: line.x + said, y: y + 44, width: line.width - said }
  writeLine(document, comparison, rest, { size: 8, colour: ink('muted') })
}

/** A figure that is cut is another figure: it is written smaller instead. */
function fittingSize(document: Pdf, value: string, width: number): number {
  document.font('strong').fontSize(15)
  return Math.min(15, Math.max(6, (15 * width) / lineWidth(document, value)))
}

function writeChart(document: Pdf, flow: Flow, chart: ChartProps): void {
  if (chart.kind === 'heatMap' || chart.kind === 'cohorts') {
    flow.need(100)
    heading(document, flow, chart.title, 10)
    writeHeatTable(document, flow, heatTable(chart))
    return
  }
  const sized = { ...chart, width: Math.floor(contentWidth / scale), heading: false }
  const svg = plainSvg(createElement(Chart, sized))
  const height = sizeOf(svg).height * scale
  flow.need(height + 19)
  heading(document, flow, chart.title, 10)
  placeSvg(document, svg, { x: margin, y: flow.y(), scale })
  flow.move(height + 18)
}
