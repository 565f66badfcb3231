/** Lines of text columns that stand under each other; the first column to the left, the others to the right. */
export function textTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? ''
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join(
    '\n',
  )
}

/** A count with separators, as in `12,345`. */
export function countText(count: number): string {
  return count.toLocaleString('en')
}

/** Seconds with one decimal. */
export function secondsText(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}

/** Decimal text with separators between its thousands, as in `-12,345.60`. */
export function grouped(text: string): string {
  return text.replace(/^-?\d+/u, (whole) => whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ','))
}
