import { themeColours } from '../palette.ts'
import { filled } from '../words.ts'
import type { Pdf } from './pdf-document.ts'
import { englishReport, type Report } from './report.ts'

/** A4, in points. */
export const paper = { width: 595.28, height: 841.89 } as const

export const margin = 48
export const contentWidth = paper.width - 2 * margin

const colours = themeColours('light')

/** A colour of the theme that is printed in. */
export function ink(name: string): string {
  return colours[`--chart-${name}`] ?? '#000000'
}

export interface TextStyle {
  readonly font?: 'regular' | 'strong'
  readonly size: number
  readonly colour?: string
}

/** Figures of one width, which stand below each other. */
const figures: PDFKit.Mixins.TextOptions = { features: ['tnum'] }

/** How wide a line is by the font that is chosen. */
export function lineWidth(document: Pdf, text: string): number {
  return document.widthOfString(text, figures)
}

/** Writes one line, from its left or to its right, and cuts it to its room. */
export function writeLine(
  document: Pdf,
  text: string,
  place: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly align?: 'left' | 'right' | 'center'
  },
  { font = 'regular', size, colour = ink('text') }: TextStyle,
): void {
  document.font(font).fontSize(size).fillColor(colour)
  const shown = cutLine(document, text, place.width)
  const free = place.width - lineWidth(document, shown)
  const x = place.x + (place.align === 'right' ? free : place.align === 'center' ? free / 2 : 0)
  document.text(shown, x, place.y, { ...figures, lineBreak: false })
}

/** By the widths of the font that is chosen. */
function cutLine(document: Pdf, text: string, width: number): string {
  if (lineWidth(document, text) <= width + 0.01) return text
  // A line of paper has never room for more.
  const letters = Array.from(text).slice(0, 300)
  while (letters.length > 1 && lineWidth(document, `${letters.join('')}…`) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** Where the next thing on the paper goes. */
export interface Flow {
  readonly y: () => number
  /** Begins another page where that height is not left. Gives whether it did. */
  readonly need: (height: number) => boolean
  readonly move: (height: number) => void
}

const top = 76
const bottom = paper.height - 60

export function flowOn(document: Pdf, report: Report): Flow {
  document.addPage()
  let y = writeTitle(document, report)
  return {
    y: () => y,
    need: (height) => {
      // What is higher than a page begins where it stands, or it would never begin.
      if (y + height <= bottom || y <= top) return false
      document.addPage()
      y = top
      return true
    },
    move: (height) => {
      y += height
    },
  }
}

/** The head of the first page. Gives where it ends. */
function writeTitle(document: Pdf, { title, organisation, period, logo }: Report): number {
  const line = { x: margin, width: contentWidth }
  if (logo !== undefined)
    document.image(Buffer.from(logo), margin, 36, { fit: [140, 28], valign: 'center' })
  writeLine(
    document,
    organisation,
    { ...line, y: 44, align: logo === undefined ? 'left' : 'right' },
    { size: 10, colour: ink('muted') },
  )
  writeLine(document, title, { ...line, y: 82 }, { font: 'strong', size: 21 })
  writeLine(document, period, { ...line, y: 112 }, { size: 11, colour: ink('muted') })
  return 148
}

/** Heads of further pages and the foot of all, once it is known how many there are. */
export function writeEdges(document: Pdf, report: Report): void {
  const { start, count } = document.bufferedPageRange()
  const style = { size: 8, colour: ink('muted') }
  const half = contentWidth / 2
  const words = { ...englishReport, ...report.words }
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page)
    if (page > start) {
      writeLine(document, report.title, { x: margin, y: 40, width: half }, style)
      const right = { x: margin + half, y: 40, width: half, align: 'right' } as const
      writeLine(document, report.period, right, style)
    }
    const y = paper.height - 40
    document
      .moveTo(margin, y - 8)
      .lineTo(paper.width - margin, y - 8)
      .lineWidth(0.5)
      .stroke(ink('grid'))
    writeLine(document, report.organisation, { x: margin, y, width: half }, style)
    const number = { page: String(page - start + 1), pages: String(count) }
    writeLine(
      document,
      filled(words.page, number),
      { x: margin + half, y, width: half, align: 'right' },
      style,
    )
  }
}
