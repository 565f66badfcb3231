/** A table of Markdown. Bars in cells are escaped, and line breaks become spaces; columns that are empty throughout are left out. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const kept = headings.flatMap((_, index) =>
    index === 0 || rows.some((row) => (row[index] ?? '') !== '') ? [index] : [],
  )
  const line = (cells: readonly string[]) =>
    `| ${kept.map((index) => cellText(cells[index] ?? '')).join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Sections with an empty line between them; what is undefined or empty is left out. */
export function sections(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}

export function inCode(text: string): string {
  return `\`${text}\``
}

/** `30 s`, `5 min`, `30 days`. */
export function spanText(milliseconds: number): string {
  const units = [
    { unit: 'days', milliseconds: 86_400_000 },
    { unit: 'h', milliseconds: 3_600_000 },
    { unit: 'min', milliseconds: 60_000 },
    { unit: 's', milliseconds: 1000 },
  ]
  const fitting = units.find(
    (one) => milliseconds >= one.milliseconds && milliseconds % one.milliseconds === 0,
  )
  if (fitting === undefined) return `${milliseconds} ms`
  const value = milliseconds / fitting.milliseconds
  return `${value} ${value === 1 && fitting.unit === 'days' ? 'day' : fitting.unit}`
}

function cellText(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()
}
