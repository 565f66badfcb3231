import type { ReactNode } from 'react'

import { closedDocument, openDocument, placeSvg } from './pdf-document.ts'
import { plainSvg, type Colours } from './plain-svg.ts'

export interface ChartPdfOptions extends Colours {
  readonly title: string
  /** Points, as many as the chart has pixels. */
  readonly width: number
  readonly height: number
  /** BCP 47. Default `en`. */
  readonly locale?: string
  /** Points left free at each edge. Default 16. */
  readonly padding?: number
}

/** A single chart as a PDF of one page as large as the chart, its texts selectable. */
export async function chartPdf(element: ReactNode, options: ChartPdfOptions): Promise<Uint8Array> {
  const { title, width, height, locale = 'en', padding = 16 } = options
  const document = openDocument({
    title,
    locale,
    size: [width + 2 * padding, height + 2 * padding],
  })
  document.addPage()
  placeSvg(document, plainSvg(element, options), { x: padding, y: padding, scale: 1 })
  return closedDocument(document)
}
