import { fault } from '@cartograph/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

import { inTheme, type Theme } from '../palette.ts'
import { fontFamily } from './font-files.ts'

export interface Colours {
  /** Default `light`. */
  readonly theme?: Theme
  /** Colours of one’s own by their variables: `{ '--chart-1': '#7a2f8f' }`. */
  readonly own?: Readonly<Record<string, string>>
}

/** Pixels of a picture, as its first tag says. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/u.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

/**
 * A chart as SVG that stands alone: no variables, and a font by name.
 *
 * @throws a `config` fault for what is no picture: heat maps and cohorts are tables.
 */
export function plainSvg(element: ReactNode, { theme = 'light', own }: Colours = {}): string {
  const markup = renderToStaticMarkup(element)
  if (!markup.startsWith('<svg'))
    throw fault({
      kind: 'config',
      message: 'Only charts that are drawn can become a picture; heat maps and cohorts are tables.',
      hint: 'Put them into a report, which draws them as tables.',
    })
  return (
    inTheme(markup, theme, own)
      .replaceAll('var(--chart-font, inherit)', fontFamily)
      // Kerning draws the point of `207.00` under the seven.
      .replace('<svg', '<svg font-kerning="none"')
  )
}
