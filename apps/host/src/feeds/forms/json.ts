import type { JsonObject } from '@cartograph/core'

const lines = (rows: readonly JsonObject[]) => rows.map((row) => JSON.stringify(row))

/** A list, a row a line; below a name where there is one. */
export function jsonForm(root: string | undefined) {
  return {
    contentType: 'application/json',
    head: root === undefined ? '[\n' : `{${JSON.stringify(root)}:[\n`,
    page: (rows: readonly JsonObject[]) => lines(rows).join(',\n'),
    between: ',\n',
    tail: root === undefined ? '\n]\n' : '\n]}\n',
  }
}

/** An object a line. */
export const linesForm = {
  contentType: 'application/x-ndjson',
  head: '',
  page: (rows: readonly JsonObject[]) => `${lines(rows).join('\n')}\n`,
  between: '',
  tail: '',
}
