import type { BarChartProps } from './chart-props.ts'
import { periodOf } from './period.ts'
import { fontSize, placeTick, settled, type PlaceTick } from './plot-frame.ts'
import { widestText, wrapText } from './text-width.ts'
import { timeTicks } from './time-axis.ts'

/** The labels of a time axis that stand under a bar. */
export function periodTicks(
  props: Extract<BarChartProps, { readonly periods: readonly string[] }>,
  middles: readonly number[],
): readonly PlaceTick[] {
  const { locale, width } = settled(props)
  const periods = props.periods.map(periodOf)
  const middleOf = new Map(periods.map(({ start }, index) => [start, middles[index] ?? 0]))
  const [first, last] = [periods[0]?.start ?? 0, periods.at(-1)?.start ?? 0]
  const [from, to] = [middles[0] ?? 0, middles.at(-1) ?? 0]
  const place = (instant: number) =>
    middleOf.get(instant) ?? from + (to - from) * ((instant - first) / Math.max(1, last - first))
  return timeTicks({ periods, locale, timeZone: props.timeZone ?? 'UTC', fontSize, place }).flatMap(
    ({ at, label }) => (middleOf.has(at) ? [placeTick(place(at), [label], { width })] : []),
  )
}

/** Pixels between two names, and in which a name that is cut can still be told from others. */
const between = 10
const readable = 44

/** How many lines names need in a chart of that width: one or two. */
export function categoryLines(names: readonly string[], width: number): 1 | 2 {
  const room = (width - 60) / Math.max(1, names.length) - between
  const fit = names.every((name) => widestText([name], fontSize) <= room)
  return fit || room < readable ? 1 : 2
}

/** Names of categories, broken and cut to their room; where that is no room at all, as many as there is room for. */
export function categoryTicks(
  names: readonly string[],
  {
    middles,
    step,
    width,
    labelLines,
  }: {
    readonly middles: readonly number[]
    /** Pixels from one to the next. */
    readonly step: number
    readonly width: number
    readonly labelLines: number
  },
): readonly PlaceTick[] {
  const longest = widestText(names, fontSize)
  const every = Math.max(1, Math.ceil((Math.min(longest, readable) + between) / step))
  const room = step * every - between
  return names.flatMap((name, index) =>
    index % every === 0
      ? [
          placeTick(middles[index] ?? 0, wrapText(name, fontSize, { room, lines: labelLines }), {
            width,
            whole: name,
          }),
        ]
      : [],
  )
}
