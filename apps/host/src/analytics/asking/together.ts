import type { Figure, FigureRow, Figures } from '../query/figure-rows.ts'

/** Answers to the same question about different metrics as one, with the rows of the first. */
export function together(metrics: readonly string[], parts: readonly Figures[]): Figures {
  const [first, ...others] = parts
  if (first === undefined) throw new Error('There is no answer.')
  if (others.length === 0) return first
  const places = metrics.map((id) => {
    const part = parts.findIndex((figures) => figures.metrics.some((metric) => metric.id === id))
    const place = parts[part]?.metrics.findIndex((metric) => metric.id === id) ?? -1
    return { part, place }
  })
  const named = parts.map(
    ({ rows }) => new Map(rows.map((row) => [JSON.stringify(row.group), row])),
  )
  const joined = (row: FigureRow, own: readonly (FigureRow | undefined)[]): FigureRow => ({
    ...row,
    figures: places.map(
      ({ part, place }): Figure => own[part]?.figures[place] ?? { value: undefined },
    ),
  })
  return {
    ...first,
    metrics: places.flatMap(({ part, place }) => parts[part]?.metrics[place] ?? []),
    rows: first.rows.map((row) =>
      joined(
        row,
        named.map((rows) => rows.get(JSON.stringify(row.group))),
      ),
    ),
    total: joined(
      first.total,
      parts.map(({ total }) => total),
    ),
    isProvisional: parts.some(({ isProvisional }) => isProvisional),
  }
}
