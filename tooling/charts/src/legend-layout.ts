import { cutText, textWidth } from './text-width.ts'

export interface LegendEntry {
  readonly name: string
  /** The place of its series, from 0. */
  readonly series: number
  readonly form: 'line' | 'dashed' | 'square' | 'hatched'
  /** Whether points of the series carry its mark. */
  readonly hasMarker?: boolean
}

export interface PlacedEntry extends LegendEntry {
  readonly x: number
  /** The middle of its line. */
  readonly y: number
  /** The name as it has room. */
  readonly label: string
}

export interface Legend {
  readonly height: number
  readonly entries: readonly PlacedEntry[]
}

/** Of the sign before a name: lines are longer than squares. */
export function swatchWidth(form: LegendEntry['form']): number {
  return form === 'line' || form === 'dashed' ? 18 : 12
}

export const swatchGap = 6

const size = 12
const lineHeight = 20
const mostRoom = 200
const between = 18

/** Entries side by side, on as many lines as they need. A single one says nothing that the title does not. */
export function legendOf(
  entries: readonly LegendEntry[],
  room: { readonly x: number; readonly y: number; readonly width: number },
): Legend {
  if (entries.length < 2) return { height: 0, entries: [] }
  const placed: PlacedEntry[] = []
  let [x, line] = [room.x, 0]
  for (const entry of entries) {
    const sign = swatchWidth(entry.form) + swatchGap
    const label = cutText(entry.name, size, Math.min(mostRoom, room.width - sign))
    const width = sign + textWidth(label, size)
    if (x > room.x && x + width > room.x + room.width) [x, line] = [room.x, line + 1]
    placed.push({ ...entry, label, x, y: room.y + line * lineHeight + lineHeight / 2 })
    x += width + between
  }
  return { entries: placed, height: (line + 1) * lineHeight + 6 }
}
