interface RefusedRow {
  readonly line: number | null
  readonly key: string
  readonly message: string
  readonly hint?: string | undefined
}

/** Rows that cannot be imported as a table that a spreadsheet opens, one in a line. */
export function refusedText(rows: readonly RefusedRow[], head: readonly string[]): string {
  const lines = rows.map(({ line, key, message, hint }) => [
    line === null ? '' : String(line),
    key,
    message,
    hint ?? '',
  ])
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(cellOf).join(';')).join('\r\n')}\r\n`
}

/** A text that a spreadsheet would calculate stays one. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
