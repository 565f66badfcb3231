import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'

import { parse } from 'csv-parse'

/** The rows of a CSV file that was pushed, each a record of its columns. */
export async function* deliveredRows(
  path: string,
): AsyncIterable<Readonly<Record<string, string>>> {
  yield* (await contentOf(path)).pipe(parse({ columns: true, bom: true }))
}

/** The lines of an NDJSON file that was pushed. */
export async function* deliveredLines(path: string): AsyncIterable<string> {
  yield* createInterface({ input: await contentOf(path) })
}

/** A file that no row was ever pushed to is not there. */
async function contentOf(path: string): Promise<Readable> {
  try {
    return (await open(path)).createReadStream()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return Readable.from([])
    throw error
  }
}
