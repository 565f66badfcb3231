import { readFileSync } from 'node:fs'

import { default as PdfKit } from 'pdfkit'
import { default as drawSvg } from 'svg-to-pdfkit'

import { fontFiles } from './font-files.ts'
import { unkernedFont } from './unkerned-font.ts'

export type Pdf = PDFKit.PDFDocument

export interface DocumentDetails {
  readonly title: string
  readonly author?: string
  /** BCP 47. */
  readonly locale: string
  /** Points, of each page. */
  readonly size: readonly [number, number]
  readonly createdAt?: Date
}

/** A document without a page yet, which knows the font by the names `regular` and `strong`. */
export function openDocument({ title, author, locale, size, createdAt }: DocumentDetails): Pdf {
  const document = new PdfKit({
    size: [...size],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    displayTitle: true,
    lang: locale,
    pdfVersion: '1.7',
    info: {
      Title: title,
      Creator: 'Cartograph',
      ...(author !== undefined && { Author: author }),
      ...(createdAt !== undefined && { CreationDate: createdAt, ModDate: createdAt }),
    },
  })
  for (const weight of ['regular', 'strong'] as const) document.registerFont(weight, fontOf(weight))
  return document
}

const fonts = new Map<string, Buffer>()

/** Unkerned, because documents are full of small numbers, and what draws charts can ask for no figures of one width. */
function fontOf(weight: keyof typeof fontFiles): Buffer {
  const known = fonts.get(weight)
  if (known !== undefined) return known
  const made = Buffer.from(unkernedFont(readFileSync(fontFiles[weight])))
  fonts.set(weight, made)
  return made
}

/** Ends a document and gives its bytes. */
export async function closedDocument(document: Pdf): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  document.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve)
    document.on('error', reject)
  })
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(pieces))
}

/** Draws SVG, its texts as texts. */
export function placeSvg(
  document: Pdf,
  svg: string,
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
): void {
  document.save()
  document.translate(x, y).scale(scale)
  drawSvg(document, svg, 0, 0, {
    assumePt: true,
    fontCallback: (_family, isBold) => (isBold ? 'strong' : 'regular'),
  })
  document.restore()
}
