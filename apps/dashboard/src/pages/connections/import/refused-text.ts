/** A row that was refused, as dead letters tell it. */
export interface RefusedRow {
  readonly key: string
  readonly fault: { readonly message: string; readonly hint?: string | undefined }
  readonly native: unknown
}

/** The rows as a file of the same columns, with the reason behind them. */
export function refusedText(rows: readonly RefusedRow[]): string {
  const records = rows.map(({ native }) => recordOf(native))
  const columns = [...new Set(records.flatMap(Object.keys))]
  const lines = rows.map(({ fault }, index) => [
    ...columns.map((column) => textOf(records[index]?.[column])),
    fault.hint === undefined ? fault.message : `${fault.message} ${fault.hint}`,
  ])
  return [[...columns, 'refused because'], ...lines]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('')
}

/** A spreadsheet calculates what begins like a formula; an apostrophe makes it a text again. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) && !/^-?[\d.,]+$/u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}
}
