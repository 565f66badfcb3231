import type { Target } from './targets.ts'

export type Verdict =
  | { readonly kind: 'not measured' }
  | { readonly kind: 'holds'; readonly figure: number }
  /** By how much of what was promised, in percent. */
  | { readonly kind: 'falls short'; readonly figure: number; readonly by: number }

/** Judges a figure by its target. */
export function verdictOn({ bound, is }: Target, figure: number | undefined): Verdict {
  if (figure === undefined || Number.isNaN(figure)) return { kind: 'not measured' }
  const missing = is === 'at least' ? bound - figure : figure - bound
  if (missing <= 0) return { kind: 'holds', figure }
  return { kind: 'falls short', figure, by: bound === 0 ? 100 : (missing / bound) * 100 }
}

export function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'falls short') return `**falls short by ${shortly(verdict.by)} %**`
  return verdict.kind
}

export function figureText({ unit }: Target, figure: number): string {
  return unit === '×' ? `${shortly(figure)} ×` : `${shortly(figure)} ${unit}`
}

export function boundText(target: Target): string {
  return `${target.is === 'at least' ? '≥' : '≤'} ${figureText(target, target.bound)}`
}

/** Three digits say enough; what is larger is whole. */
function shortly(figure: number): string {
  return (
    Math.abs(figure) >= 100 ? Math.round(figure) : Number(figure.toPrecision(3))
  ).toLocaleString('en')
}
