import { fault } from '@cartograph/core'

/** A colour on a light ground, and on a dark one. */
interface Pair {
  readonly light: string
  readonly dark: string
}

/**
 * Colours of series: the hues of Okabe and Ito, which people with colour blindness tell apart.
 *
 * Each is made darker or lighter until it stands out from its ground by 3 to 1; sky blue, which comes near blue by that, is
 * kept away from it.
 */
const seriesColours: readonly Pair[] = [
  { light: '#0072b2', dark: '#4da3df' },
  { light: '#c07a00', dark: '#e69f00' },
  { light: '#00835f', dark: '#1fb58a' },
  { light: '#b0578b', dark: '#de92bd' },
  { light: '#2b8cc4', dark: '#9ad4f5' },
  { light: '#cf5500', dark: '#f0763a' },
  { light: '#857a00', dark: '#e5da4a' },
]

const otherColours = {
  ground: { light: '#ffffff', dark: '#14181f' },
  text: { light: '#1b2430', dark: '#e8ebf0' },
  muted: { light: '#5c6675', dark: '#9aa4b2' },
  grid: { light: '#e6e9ee', dark: '#2a313c' },
  axis: { light: '#b4bcc8', dark: '#4a5463' },
  compared: { light: '#7b8797', dark: '#8a95a5' },
  track: { light: '#f1f3f6', dark: '#1e242e' },
  positive: { light: '#15774a', dark: '#3fbf83' },
  negative: { light: '#b3261e', dark: '#f2837b' },
  focus: { light: '#0b57d0', dark: '#8ab4f8' },
} as const satisfies Readonly<Record<string, Pair>>

/** How strong a cell of a table can be coloured; beyond, what is written in it would be hard to read. */
const strongest = 0.6
export const heatLevels = 9

/** From hardly to strongest: the first series' colour, mixed with the ground. */
const heatColours: readonly Pair[] = Array.from({ length: heatLevels }, (_, level) => {
  const part = (strongest * (level + 1)) / heatLevels
  const [over, under] = [seriesColours[0], otherColours.ground]
  return {
    light: mixed(over?.light ?? under.light, under.light, part),
    dark: mixed(over?.dark ?? under.dark, under.dark, part),
  }
})

function mixed(over: string, under: string, part: number): string {
  const channels = [1, 3, 5].map((at) => channel(over, at) * part + channel(under, at) * (1 - part))
  return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

function channel(of: string, at: number): number {
  return Number.parseInt(of.slice(at, at + 2), 16)
}

export type ColourName = keyof typeof otherColours
export type Theme = 'light' | 'dark'

/** How many series have a colour of their own; the next begin again. */
export const seriesColourCount = seriesColours.length

const pairs: Readonly<Record<string, Pair>> = {
  ...Object.fromEntries(seriesColours.map((pair, index) => [String(index + 1), pair])),
  ...Object.fromEntries(heatColours.map((pair, index) => [`heat-${index + 1}`, pair])),
  ...otherColours,
}

/** A colour as pages write it: the page's own `--chart-…`, else ours for the page's colour scheme. */
export function colour(name: ColourName): string {
  return variable(name, otherColours[name])
}

/** The colour of the series at this place, from 0. */
export function seriesColour(index: number): string {
  const place = index % seriesColourCount
  return variable(String(place + 1), seriesColours[place] ?? otherColours.text)
}

/** The ground of a cell at this level, from 1 to `heatLevels`. */
export function heatColour(level: number): string {
  return variable(`heat-${level}`, heatColours[level - 1] ?? otherColours.ground)
}

function variable(name: string, { light, dark }: Pair): string {
  return `var(--chart-${name}, light-dark(${light}, ${dark}))`
}

/** Every colour of a theme by its variable: `--chart-1`, `--chart-grid`. */
export function themeColours(theme: Theme): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(pairs).map(([name, pair]) => [`--chart-${name}`, pair[theme]]),
  )
}

/**
 * Markup in which every colour is that of one theme, for what knows no variables: pictures, mails, documents.
 *
 * `own` are colours by variable that count before ours.
 *
 * @throws a `config` fault for one of `own` that is no colour, which might be markup instead.
 */
export function inTheme(
  markup: string,
  theme: Theme,
  own: Readonly<Record<string, string>> = {},
): string {
  for (const [name, value] of Object.entries(own)) checkColour(name, value)
  return markup.replaceAll(
    /var\((--chart-[a-z0-9-]+), light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)\)/gu,
    (_whole: string, name: string, light: string, dark: string) =>
      own[name] ?? (theme === 'light' ? light : dark),
  )
}

function checkColour(name: string, value: string): void {
  if (/^#[0-9a-f]{6}$/iu.test(value)) return
  throw fault({
    kind: 'config',
    message: `The colour of ${name} is not one that charts can be drawn in.`,
    hint: 'Write it as six hexadecimal digits, such as #0072b2.',
  })
}
