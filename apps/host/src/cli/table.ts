/** A column of a table: its heading, and how a cell stands. */
export interface Column<Row> {
  readonly heading: string
  readonly align: 'left' | 'right'
  cell(row: Row): string
}

/** Text in columns, for a terminal: no colours, no lines, two spaces between. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const texts = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map((column) => column.cell(row))),
  ]
  const widths = columns.map((_, index) => Math.max(...texts.map((cells) => width(cells[index]))))
  return texts
    .map((cells) =>
      columns
        .map(({ align }, index) => {
          const cell = cells[index] ?? ''
          const gap = ' '.repeat((widths[index] ?? 0) - width(cell))
          return align === 'left' ? cell + gap : gap + cell
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** `12,345`. */
export function count(value: number): string {
  return value.toLocaleString('en-GB')
}

/** `1 row`, `12,345 rows`; the word is given in the singular. */
export function counted(value: number, word: string): string {
  const plural = word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`
  return `${count(value)} ${value === 1 ? word : plural}`
}

/** `840 ms`, `12.3 s`, `4 min 05 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  // What would round up to a full minute is one.
  const seconds = Math.round(milliseconds / 100) / 10
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(milliseconds / 1000)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

function width(text: string | undefined): number {
  return Array.from(text ?? '').length
}
