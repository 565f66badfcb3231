import { pagesPosition, type Context, type Key, type Stream } from '@cartograph/core'
import * as z from 'zod'
import { readByIds } from './by-id.ts'
import type { Query } from './client.ts'
import { asChanges, asKeys, plainPages } from './listings.ts'
import { asTheyAre } from './rows.ts'
import { kit, type Settings } from './settings.ts'

interface ListedOptions<Row extends { readonly id: number }> {
  readonly schema: z.ZodType<Row>
  readonly path: string
  /** As `_fields` takes them. */
  readonly fields: string
  /** What else the list is asked. */
  readonly query?: Query | ((config: Settings) => Query)
}

/**
 * A stream over a list that has no filter by the instant of change: each run reads it whole, by id.
 *
 * Unknown filters are ignored in silence, so that asking for changes would give everything all the same.
 *
 * @see https://github.com/woocommerce/woocommerce/issues/31482 (read 2026-11-22)
 */
export function listedStream<Row extends { readonly id: number }>(
  options: ListedOptions<Row>,
): Stream<Settings, Row, null, z.infer<typeof pagesPosition>> {
  const { schema, path, fields } = options
  const ask = (context: Context<Settings>, wanted: string): Query => ({
    ...(typeof options.query === 'function' ? options.query(context.config) : options.query),
    orderby: 'id',
    order: 'asc',
    _fields: wanted,
  })
  return kit.stream({
    schema,
    key: (row) => row.id,
    deletes: 'absent',
    list: {
      params: z.null(),
      position: pagesPosition,
      async *plan() {
        yield { params: null }
      },
      read: (context, _slice, from) =>
        asChanges(plainPages<Row>(context, { path, query: ask(context, fields) }, from), asTheyAre),
      keys: (context, _slice, from) =>
        asKeys(
          plainPages<Row>(context, { path, query: ask(context, 'id') }, from),
          ({ id }): Key => [id],
        ),
    },
    get: {
      maxKeys: 100,
      read: (context, keys) =>
        readByIds<Row>(context, keys, {
          path,
          lists: [ask(context, fields)],
          single: { _fields: fields },
        }),
    },
  })
}
