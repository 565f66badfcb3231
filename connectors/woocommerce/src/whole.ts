import { upserts, type Key, type Stream } from '@cartograph/core'
import * as z from 'zod'
import { readRows } from './client.ts'
import { kit, type Settings } from './settings.ts'

interface WholeOptions<Row extends object> {
  readonly schema: z.ZodType<Row>
  readonly key: (row: Row) => string | number | Key
  readonly path: string
  /** As `_fields` takes them. */
  readonly fields: string
}

/** A stream over a short list without pages, read whole in one request in every run. */
export function wholeStream<Row extends object>({
  schema,
  key,
  path,
  fields,
}: WholeOptions<Row>): Stream<Settings, Row> {
  return kit.stream({
    schema,
    key,
    deletes: 'absent',
    list: {
      params: z.null(),
      position: z.null(),
      async *plan() {
        yield { params: null }
      },
      async *read(context) {
        const { rows } = await readRows(context, { path, query: { _fields: fields } })
        yield { items: upserts(rows as readonly Row[]), next: null, end: true }
      },
    },
  })
}
