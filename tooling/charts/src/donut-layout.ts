import { arc, pie } from 'd3-shape'

import type { DonutChartProps, NamedValue } from './chart-props.ts'
import { fontSize, settled } from './plot-frame.ts'
import type { Target } from './target.ts'
import { cutText, widestText } from './text-width.ts'
import { formatShort, formatValue } from './value-format.ts'

export interface DonutPart {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly value: number
  readonly written: string
  readonly share: string
  readonly series: number
  /** Around the middle, in radians from twelve o'clock. */
  readonly from: number
  readonly to: number
  /** A path around the middle. */
  readonly path: string
  /** The middle of its row in the list. */
  readonly y: number
}

export interface DonutLayout {
  readonly width: number
  readonly height: number
  readonly middle: { readonly x: number; readonly y: number }
  readonly list: PartList
  readonly total: string
  readonly radius: number
  readonly parts: readonly DonutPart[]
  readonly targets: readonly Target[]
}

/** More are not told apart by their angles. */
const mostParts = 5
const rowHeight = 26

export function donutLayout(props: DonutChartProps): DonutLayout {
  const { locale, words, width, height, top } = settled(props)
  const parts = shownParts(props.parts, words.others)
  const sum = parts.reduce((total, { value }) => total + value, 0)
  const radius = Math.max(20, Math.min((height - top) / 2 - 4, width * 0.2))
  const middle = { x: radius + 2, y: top + (height - top) / 2 }
  const inner = radius * 0.64
  const angles = pie<NamedPart>()
    .sortValues(null)
    .value(({ value }) => value)([...parts])
  const draw = arc<{ readonly startAngle: number; readonly endAngle: number }>()
    .innerRadius(inner)
    .outerRadius(radius)
    .digits(1)
  const written = (value: number) => formatValue(value, props.format, locale)
  const share = (value: number) => formatValue(value / (sum || 1), { type: 'share' }, locale)
  const x = middle.x + radius + 28
  const list = listOf(
    parts.map(({ name, value }) => ({ name, written: written(value), share: share(value) })),
    x,
    width,
  )
  const drawn = parts.map((part, index): DonutPart => ({
    id: part.id,
    name: part.name,
    value: part.value,
    label: cutText(part.name, fontSize, list.nameRoom),
    written: written(part.value),
    share: share(part.value),
    series: index,
    from: angles[index]?.startAngle ?? 0,
    to: angles[index]?.endAngle ?? 0,
    path: (part.value > 0 && angles[index] && draw(angles[index])) || '',
    y: middle.y + (index - (parts.length - 1) / 2) * rowHeight,
  }))
  return {
    width,
    height,
    middle,
    radius,
    list,
    total: formatShort(sum, props.format, locale),
    parts: drawn,
    targets: drawn.map((part) => ({
      id: part.id,
      x: x - 8,
      y: part.y - rowHeight / 2,
      width: width - x + 8,
      height: rowHeight,
      tip: onRing(middle, radius * 0.82, part),
      outline: { ...middle, path: part.path },
      title: part.name,
      rows: [
        { name: '', value: part.written, series: part.series },
        { name: words.share, value: part.share },
      ],
    })),
  }
}

/** The middle of an arc. */
function onRing(
  middle: { readonly x: number; readonly y: number },
  radius: number,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly x: number; readonly y: number } {
  const angle = (from + to) / 2
  return { x: middle.x + radius * Math.sin(angle), y: middle.y - radius * Math.cos(angle) }
}

/** Where the names, values and shares of parts stand. */
interface PartList {
  readonly x: number
  readonly nameRoom: number
  /** Undefined where names need the room; what points at a part says its value. */
  readonly valuesEnd: number | undefined
  readonly sharesEnd: number
}

const swatch = 20
const between = 16
/** Pixels in which most names can be read. */
const readable = 84

function listOf(
  parts: readonly { readonly name: string; readonly written: string; readonly share: string }[],
  x: number,
  width: number,
): PartList {
  const shareRoom =
    widestText(
      parts.map(({ share }) => share),
      fontSize,
    ) + between
  const valueRoom =
    widestText(
      parts.map(({ written }) => written),
      fontSize,
    ) +
    2 * between
  const names = widestText(
    parts.map(({ name }) => name),
    fontSize,
  )
  const room = width - x - swatch - shareRoom
  const hasValues = room - valueRoom >= Math.min(names, readable)
  const nameRoom = Math.max(30, Math.min(names, hasValues ? room - valueRoom : room))
  const namesEnd = x + swatch + nameRoom
  return {
    x,
    nameRoom,
    valuesEnd: hasValues ? namesEnd + valueRoom : undefined,
    sharesEnd: namesEnd + (hasValues ? valueRoom : 0) + shareRoom,
  }
}

interface NamedPart {
  readonly id: string
  readonly name: string
  readonly value: number
}

/** The known parts, the largest first; what is nothing or less has no arc, and the smallest of many are one. */
export function shownParts(parts: readonly NamedValue[], others: string): readonly NamedPart[] {
  const known = parts
    .flatMap(({ id, name, value }) =>
      value === null ? [] : [{ id, name, value: Math.max(0, value) }],
    )
    .toSorted((a, b) => b.value - a.value)
  if (known.length <= mostParts) return known
  const rest = known.slice(mostParts - 1)
  const value = rest.reduce((sum, part) => sum + part.value, 0)
  return [...known.slice(0, mostParts - 1), { id: 'others', name: others, value }]
}
