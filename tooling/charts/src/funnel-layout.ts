import type { FunnelChartProps, Known } from './chart-props.ts'
import { fontSize, settled, type Box } from './plot-frame.ts'
import type { Target } from './target.ts'
import { cutText, widestText } from './text-width.ts'
import { formatValue } from './value-format.ts'

export interface FunnelStep {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly value: Known
  readonly written: string
  /** Of the first step, and of the one before; empty where that is nothing, unknown, or there is none. */
  readonly ofFirst: string
  readonly ofPrevious: string
  readonly bar: Box
  /** The middle of the step. */
  readonly y: number
}

export interface FunnelLayout {
  readonly width: number
  readonly height: number
  readonly steps: readonly FunnelStep[]
  /** What lies between two bars, as corners. */
  readonly slopes: readonly string[]
  /** Where the bars begin and the longest of them ends. */
  readonly bars: { readonly x: number; readonly width: number }
  readonly targets: readonly Target[]
}

const stepHeight = 52
const barHeight = 30

export function funnelLayout(props: FunnelChartProps): FunnelLayout {
  const { locale, words, width, top } = settled(props)
  const { steps, format } = props
  const share = (part: Known | undefined, whole: Known | undefined) =>
    part === null || part === undefined || !whole || whole < 0
      ? ''
      : formatValue(part / whole, { type: 'share' }, locale)
  const writtenOf = (value: Known) =>
    value === null ? words.unknown : formatValue(value, format, locale)
  const nameRoom = Math.min(
    widestText(
      steps.map(({ name }) => name),
      fontSize,
    ),
    width * 0.34,
  )
  const valueRoom =
    widestText(
      steps.map(({ value }) => writtenOf(value)),
      fontSize,
    ) *
      1.08 +
    60 +
    16
  const x = nameRoom + 16
  const reach = Math.max(1, width - x - valueRoom)
  const most = Math.max(1e-9, ...steps.map(({ value }) => value ?? 0))
  const placed = steps.map(({ id, name, value }, index): FunnelStep => {
    const y = top + index * stepHeight + barHeight / 2 + 2
    return {
      id,
      name,
      value,
      y,
      label: cutText(name, fontSize, nameRoom),
      written: writtenOf(value),
      ofFirst: index === 0 ? '' : share(value, steps[0]?.value),
      ofPrevious: index === 0 ? '' : share(value, steps[index - 1]?.value),
      bar: {
        x,
        y: y - barHeight / 2,
        width: (Math.max(0, value ?? 0) / most) * reach,
        height: barHeight,
      },
    }
  })
  return {
    width,
    height: top + Math.max(1, steps.length) * stepHeight - (stepHeight - barHeight) + 4,
    steps: placed,
    slopes: placed.slice(1).flatMap(({ bar }, index) => slope(placed[index]?.bar, bar)),
    bars: { x, width: reach },
    targets: placed.map((step) => ({
      id: step.id,
      x: 0,
      y: step.bar.y,
      width,
      height: step.bar.height,
      tip: { x: step.bar.x + step.bar.width / 2, y: step.bar.y },
      title: step.name,
      rows: [
        { name: '', value: step.written },
        ...(step.ofFirst === '' ? [] : [{ name: words.ofFirst, value: step.ofFirst }]),
        ...(step.ofPrevious === '' ? [] : [{ name: words.ofPrevious, value: step.ofPrevious }]),
      ],
    })),
  }
}

function slope(from: Box | undefined, to: Box): readonly string[] {
  if (from === undefined) return []
  const below = from.y + from.height
  return [
    `M${corner(from.x, below)}L${corner(from.x + from.width, below)}` +
      `L${corner(to.x + to.width, to.y)}L${corner(to.x, to.y)}z`,
  ]
}

function corner(x: number, y: number): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}
