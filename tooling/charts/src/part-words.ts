import type { ChartFrame } from './chart-props.ts'
import { settled } from './plot-frame.ts'
import { filled } from './words.ts'

/** Named parts as one sentence: `Germany €120.00 (60 %), Austria €80.00 (40 %).` */
export function partsSentence(
  frame: ChartFrame,
  parts: readonly { readonly name: string; readonly written: string; readonly share?: string }[],
): string {
  const said = parts.map(({ name, written, share = '' }) =>
    share === '' ? `${name} ${written}` : `${name} ${written} (${share})`,
  )
  return filled(settled(frame).words.partsSentence, { parts: said.join(', ') })
}
