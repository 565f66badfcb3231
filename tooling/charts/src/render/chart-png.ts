import { Resvg } from '@resvg/resvg-js'
import type { ReactNode } from 'react'

import { inTheme, colour } from '../palette.ts'
import { fontFamily, fontFiles } from './font-files.ts'
import { plainSvg, sizeOf, type Colours } from './plain-svg.ts'

export interface PngOptions extends Colours {
  /** Pixels before scaling. Default: those of the chart, and its padding. */
  readonly width?: number
  readonly height?: number
  /** Dots for each pixel. Default 2, as sharp as screens are. */
  readonly scale?: number
  /** Pixels left free at each edge. Default 16. */
  readonly padding?: number
}

/** A chart as a PNG of exactly that size, on its ground, for mails and chats. */
export function chartPng(element: ReactNode, options: PngOptions = {}): Uint8Array {
  const { scale = 2, padding = 16, theme = 'light', own } = options
  const chart = plainSvg(element, options)
  const size = sizeOf(chart)
  const { width = size.width + 2 * padding, height = size.height + 2 * padding } = options
  const [inner, outer] = [
    `x="${padding}" y="${padding}" width="${width - 2 * padding}" height="${height - 2 * padding}"`,
    `width="${width}" height="${height}"`,
  ]
  const ground = inTheme(`<rect ${outer} fill="${colour('ground')}"/>`, theme, own)
  const placed = chart.replace(/^(<svg[^>]*?) width="[^"]*" height="[^"]*"/u, `$1 ${inner}`)
  const picture = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" ${outer}>${ground}${placed}</svg>`,
    {
      fitTo: { mode: 'zoom', value: scale },
      font: {
        fontFiles: Object.values(fontFiles),
        loadSystemFonts: false,
        defaultFontFamily: fontFamily,
      },
    },
  )
  return picture.render().asPng()
}
