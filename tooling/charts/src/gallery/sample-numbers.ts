/** Days in a row. */
export function daysOf(first: string, count: number): readonly string[] {
  const start = Date.parse(`${first}T00:00:00Z`)
  return Array.from({ length: count }, (_, day) =>
    new Date(start + day * 86_400_000).toISOString().slice(0, 10),
  )
}

/** Numbers around a middle that look like trade: a week's rhythm, some chance, always the same. */
export function weaved(
  count: number,
  seed: number,
  middle: number,
  reach: number,
): readonly (number | null)[] {
  return Array.from({ length: count }, (_, index) => {
    const rhythm = Math.sin((index / 7) * 2 * Math.PI + seed)
    const chance = fraction(Math.sin((index + 1) * 12.9898 + seed * 78.233) * 43_758.5453) - 0.5
    return Math.round(middle + reach * (0.5 * rhythm + 0.9 * chance))
  })
}

function fraction(value: number): number {
  return value - Math.floor(value)
}
