import type { BarListProps, Known, NamedValue } from './chart-props.ts'
import { fontSize, settled, type Box } from './plot-frame.ts'
import type { Target } from './target.ts'
import { cutText, widestText } from './text-width.ts'
import { formatShort, formatValue } from './value-format.ts'

export interface ListRow {
  readonly id: string
  readonly name: string
  /** The name as it has room. */
  readonly label: string
  readonly value: Known
  readonly written: string
  readonly share: string
  /** The middle of the row. */
  readonly y: number
  readonly bar: Box
}

export interface BarListLayout {
  readonly width: number
  readonly height: number
  readonly rows: readonly ListRow[]
  /** Where bars of nothing begin. */
  readonly zero: number
  /** Where values, and shares, end. */
  readonly valuesEnd: number
  readonly sharesEnd: number
  readonly targets: readonly Target[]
}

export const rowHeight = 30
const barHeight = 14
const between = 14
/** Pixels below which bars need the room of long values. */
const narrow = 420

export function barListLayout(props: BarListProps): BarListLayout {
  const { locale, words, width, top } = settled(props)
  const { items, format } = props
  const writeValue = width < narrow ? formatShort : formatValue
  const writtenOf = ({ value }: NamedValue) =>
    value === null ? words.unknown : writeValue(value, format, locale)
  const shares = sharesOf(props)
  const shareRoom = shares.length === 0 ? 0 : widestText(shares, fontSize) + between
  const valueRoom = widestText(items.map(writtenOf), fontSize) + between
  const nameRoom = Math.min(
    widestText(
      items.map(({ name }) => name),
      fontSize,
    ),
    Math.floor(width * 0.36),
  )
  const left = nameRoom + between
  const reach = Math.max(1, width - left - valueRoom - shareRoom)
  const known = items.map(({ value }) => value ?? 0)
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)]
  const scale = reach / (most - least || 1)
  const zero = left - least * scale
  const rows = items.map((item, index): ListRow => {
    const y = top + index * rowHeight + rowHeight / 2
    const value = item.value ?? 0
    return {
      id: item.id,
      name: item.name,
      label: cutText(item.name, fontSize, nameRoom),
      value: item.value,
      written: writtenOf(item),
      share: shares[index] ?? '',
      y,
      bar: {
        x: zero + Math.min(0, value) * scale,
        y: y - barHeight / 2,
        width: Math.abs(value) * scale,
        height: barHeight,
      },
    }
  })
  return {
    width,
    height: top + Math.max(1, items.length) * rowHeight,
    rows,
    zero,
    valuesEnd: width - shareRoom,
    sharesEnd: width,
    targets: rows.map((row) => targetOf(row, width, words.share)),
  }
}

/** Empty where they are not asked for, or would say nothing: shares of a sum with negative parts. */
export function sharesOf({
  items,
  hasShares,
  total,
  format,
  ...frame
}: BarListProps): readonly string[] {
  const values = items.map(({ value }) => value ?? 0)
  const sum = total ?? values.reduce((whole, value) => whole + value, 0)
  if (hasShares !== true || sum <= 0 || format.type === 'share') return []
  if (values.some((value) => value < 0)) return []
  const { locale } = settled(frame)
  return items.map(({ value }) =>
    value === null ? '' : formatValue(value / sum, { type: 'share' }, locale),
  )
}

function targetOf(
  { id, name, written, share, y, bar }: ListRow,
  width: number,
  shareName: string,
): Target {
  return {
    id,
    x: 0,
    y: y - rowHeight / 2,
    width,
    height: rowHeight,
    tip: { x: bar.x + bar.width / 2, y: bar.y },
    title: name,
    rows: [
      { name: '', value: written },
      ...(share === '' ? [] : [{ name: shareName, value: share }]),
    ],
  }
}
