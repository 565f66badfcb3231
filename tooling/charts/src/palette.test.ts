import { expect, test } from 'vitest'

import {
  colour,
  heatLevels,
  inTheme,
  seriesColour,
  seriesColourCount,
  themeColours,
} from './palette.ts'

const themes = ['light', 'dark'] as const

/** How much one colour stands out from another, as WCAG 2.2 reckons it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function colourOf(theme: 'light' | 'dark', name: string): string {
  return themeColours(theme)[`--chart-${name}`] ?? ''
}

test.each(themes)(
  'every series stands out from the %s ground, and from that of a card',
  (theme) => {
    const names = [
      ...Array.from({ length: seriesColourCount }, (_, at) => String(at + 1)),
      'compared',
    ]
    const least = Math.min(
      ...names.flatMap((name) =>
        ['ground', 'track'].map((ground) =>
          contrast(colourOf(theme, name), colourOf(theme, ground)),
        ),
      ),
    )
    expect(least).toBeGreaterThanOrEqual(3)
  },
)

test.each(themes)('every text can be read on the %s ground', (theme) => {
  const least = Math.min(
    ...['text', 'muted', 'positive', 'negative'].flatMap((name) =>
      ['ground', 'track'].map((ground) => contrast(colourOf(theme, name), colourOf(theme, ground))),
    ),
  )
  expect(least).toBeGreaterThanOrEqual(4.5)
})

test.each(themes)('what stands in a coloured cell can be read in the %s theme', (theme) => {
  const least = Math.min(
    ...Array.from({ length: heatLevels }, (_, at) =>
      contrast(colourOf(theme, 'text'), colourOf(theme, `heat-${at + 1}`)),
    ),
  )
  expect(least).toBeGreaterThanOrEqual(4.5)
})

test('a page may give any colour', () => {
  expect(seriesColour(0)).toBe('var(--chart-1, light-dark(#0072b2, #4da3df))')
})

test('the series after the last begins again with the first colour', () => {
  expect(seriesColour(seriesColourCount)).toBe(seriesColour(0))
})

test('markup in a theme has its colours, those of one’s own before ours, and no variable', () => {
  const markup = `<g fill="${colour('text')}" stroke="${seriesColour(0)}"/>`
  expect(inTheme(markup, 'dark')).toBe('<g fill="#e8ebf0" stroke="#4da3df"/>')
  expect(inTheme(markup, 'light', { '--chart-1': '#7a2f8f' })).toBe(
    '<g fill="#1b2430" stroke="#7a2f8f"/>',
  )
})

test('a colour that is markup is refused', () => {
  expect(() => inTheme('', 'light', { '--chart-1': '"/><image href="x"/>' })).toThrow(
    'The colour of --chart-1 is not one that charts can be drawn in.',
  )
})
