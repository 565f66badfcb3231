import { readFileSync } from 'node:fs'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

import { Chart } from '../chart.ts'
import type { ChartProps } from '../chart-props.ts'
import { ChartTable } from '../data-table.ts'
import { Delta, type DeltaProps } from '../delta.ts'
import { themeColours } from '../palette.ts'
import { Sparkline } from '../sparkline.ts'
import { weaved } from './sample-numbers.ts'
import { samples } from './samples.ts'

/** Every chart in both themes, as wide as on a desk and on a telephone. */
export function galleryPage(): string {
  const sections = (['light', 'dark'] as const).flatMap((theme) =>
    [636, 342].map((width) =>
      createElement(
        'section',
        { className: width < 400 ? `${theme} narrow` : theme, key: `${theme} ${width}` },
        createElement('h2', null, `${theme}, ${width} pixels`),
        createElement(
          'div',
          { className: 'cards' },
          ...figures.map((figure) => card(figure.title, numberOf(figure), 210)),
        ),
        createElement(
          'div',
          { className: 'cards' },
          ...samples.map((sample) =>
            card(sample.title, createElement(Chart, fitted(sample, width)), width),
          ),
          ...samples
            .slice(1, 2)
            .map((sample) =>
              card(`${sample.title}, as a table`, createElement(ChartTable, sample), width),
            ),
        ),
      ),
    ),
  )
  const body = renderToStaticMarkup(createElement('main', null, ...sections))
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Charts</title><style>${style()}</style>${body}</html>\n`
}

function fitted(sample: ChartProps, width: number): ChartProps {
  return { ...sample, width }
}

interface Figure {
  readonly title: string
  readonly value: string
  readonly delta: DeltaProps
}

const comparison = 'than 35 days before'

const figures: readonly Figure[] = [
  { title: 'Net sales', value: '€128,410', delta: { change: 0.123, comparison } },
  { title: 'Refund rate', value: '3.1%', delta: { change: 0.041, goodWhen: 'down', comparison } },
  { title: 'Orders', value: '4,120', delta: { change: -0.062, comparison } },
  { title: 'Customers', value: '2,704', delta: { change: 'new', comparison } },
  { title: 'Average order', value: '€31.17', delta: { change: 0, comparison } },
]

function numberOf({ title, value, delta }: Figure): ReactNode {
  return createElement(
    'div',
    null,
    createElement('div', { className: 'value' }, value),
    createElement(Delta, delta),
    createElement(Sparkline, {
      kind: 'sparkline',
      title,
      format: { type: 'count' },
      values: weaved(30, title.length, 100, 40),
      width: 178,
    }),
  )
}

function card(title: string, content: ReactNode, width: number): ReactNode {
  return createElement('article', { style: { width } }, createElement('h3', null, title), content)
}

function style(): string {
  const themes = (['light', 'dark'] as const).map((theme) => {
    const colours = Object.entries(themeColours(theme)).map(([name, value]) => `${name}:${value}`)
    return `.${theme}{color-scheme:${theme};${colours.join(';')};background:var(--chart-track);color:var(--chart-text)}`
  })
  return [
    readFileSync(new URL('../charts.css', import.meta.url), 'utf8'),
    'body{margin:0;font-family:Inter,system-ui,sans-serif}',
    'section{padding:16px 24px 32px}',
    '.cards{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start;margin-bottom:16px}',
    'article{padding:16px;border-radius:10px;background:var(--chart-ground);border:1px solid var(--chart-grid)}',
    'h2{font-size:14px;font-weight:500;color:var(--chart-muted)}',
    'h3{margin:0 0 12px;font-size:14px;font-weight:600}',
    '.chart-delta{display:block;margin-bottom:12px}',
    '.value{font-size:26px;font-weight:600;margin-bottom:4px;font-variant-numeric:tabular-nums}',
    '@media(max-width:600px){section{padding:12px 4px}section:not(.narrow){display:none}}',
    ...themes,
  ].join('\n')
}
