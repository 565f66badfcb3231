import type { ReactNode } from 'react'

import { closedDocument, openDocument, placeSvg } from './pdf-document.ts'
import { plainSvg, sizeOf, type Colours } from './plain-svg.ts'

export interface ChartPdfOptions extends Colours {
  readonly title: string
  /** BCP 47. Default `en`. */
  readonly locale?: string
  /** Points left free at each edge. Default 16. */
  readonly padding?: number
}

/** A single chart as a PDF of one page, a point for each pixel of the chart and its padding, its texts selectable. */
export async function chartPdf(element: ReactNode, options: ChartPdfOptions): Promise<Uint8Array> {
  const { title, locale = 'en', padding = 16 } = options
  const svg = plainSvg(element, options)
  const { width, height } = sizeOf(svg)
  const document = openDocument({
    title,
    locale,
    size: [width + 2 * padding, height + 2 * padding],
  })
  document.addPage()
  placeSvg(document, svg, { x: padding, y: padding, scale: 1 })
  return closedDocument(document)
}
