import { createElement, type ReactNode } from 'react'

/** Shapes by which series are told apart without colour, about as large as each other. */
const shapes: readonly ((x: number, y: number, r: number) => string)[] = [
  (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x, y, r) => `M${x - r * 0.9} ${y - r * 0.9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}z`,
  (x, y, r) => `M${x} ${y - r * 1.3}L${x + r * 1.2} ${y + r * 0.8}H${x - r * 1.2}z`,
  (x, y, r) => `M${x} ${y - r * 1.3}L${x + r * 1.3} ${y}L${x} ${y + r * 1.3}L${x - r * 1.3} ${y}z`,
  (x, y, r) => `M${x} ${y + r * 1.3}L${x + r * 1.2} ${y - r * 0.8}H${x - r * 1.2}z`,
]

/** The mark of the series at this place, from 0. */
export function markerPath(series: number, x: number, y: number, radius: number): string {
  const shape = shapes[series % shapes.length]
  return (shape?.(x, y, radius) ?? '').replaceAll(/-?\d+\.\d+/gu, (number) =>
    String(Math.round(Number(number) * 10) / 10),
  )
}

export function marker(
  series: number,
  { x, y, radius = 4 }: { readonly x: number; readonly y: number; readonly radius?: number },
  attributes: Readonly<Record<string, string | number>> = {},
): ReactNode {
  return createElement('path', { d: markerPath(series, x, y, radius), ...attributes })
}
