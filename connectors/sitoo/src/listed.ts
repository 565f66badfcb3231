import type { Context, Key, Stream } from '@cartograph/core'
import * as z from 'zod'
import { ask, askAll, type Query } from './client.ts'
import { offsetPages, offsetPosition, type OffsetPosition } from './offset-walk.ts'
import { asChanges, asKeys, picked } from './rows.ts'
import { kit, type Settings } from './settings.ts'

interface ListedOptions<Row extends object> {
  readonly schema: z.ZodType<Row>
  /** As the client takes it. */
  readonly path: string
  /** The field that identifies a row. */
  readonly id: string
  readonly fields: readonly string[]
  readonly query?: Query
  /** The filter that takes several ids at once; without one, rows are asked for one by one. */
  readonly idFilter?: string
  /** Not all lists have an address for a single row. */
  readonly single?: boolean
  /** What is added to every row, from what is asked once. */
  readonly complete?: (context: Context<Settings>) => Promise<(row: object) => Row>
}

/** A stream over a list without a filter by change: each run reads it whole. */
export function listedStream<Row extends object>(
  options: ListedOptions<Row>,
): Stream<Settings, Row, null, OffsetPosition> {
  const { schema, path, id, fields, query = {}, idFilter, single = true } = options
  const idOf = (row: object) => (row as Readonly<Record<string, string | number>>)[id] ?? ''
  const all = { ...query, fields: fields.join(',') }
  const completion = async (context: Context<Settings>) => {
    const more = await options.complete?.(context)
    return (row: object) => {
      const own = picked(row, fields)
      return more === undefined ? (own as Row) : more(own)
    }
  }
  return kit.stream({
    schema,
    key: idOf,
    deletes: 'absent',
    list: {
      params: z.null(),
      position: offsetPosition,
      async *plan() {
        yield { params: null }
      },
      async *read(context, _slice, from) {
        const complete = await completion(context)
        yield* asChanges(offsetPages(context, { path, query: all }, from), complete)
      },
      keys: (context, _slice, from) =>
        asKeys(
          offsetPages(context, { path, query: { ...query, fields: id } }, from),
          (row): Key => [idOf(row)],
        ),
    },
    ...((single || idFilter !== undefined) && {
      get: {
        maxKeys: idFilter === undefined ? 10 : 100,
        async read(context: Context<Settings>, keys: readonly Key[]) {
          const complete = await completion(context)
          const rows = await byIds(context, keys, { path, all, idFilter })
          const known = new Map(rows.map((row) => [String(idOf(row)), complete(row)]))
          return keys.map(([key]) => known.get(String(key)) ?? null)
        },
      },
    }),
  })
}

async function byIds(
  context: Context<Settings>,
  keys: readonly Key[],
  {
    path,
    all,
    idFilter,
  }: { readonly path: string; readonly all: Query; readonly idFilter: string | undefined },
): Promise<readonly object[]> {
  if (idFilter !== undefined) {
    const query = { ...all, [idFilter]: keys.map(([key]) => key).join(',') }
    return askAll(context, { path, query })
  }
  const found: object[] = []
  for (const [key] of keys) {
    const row = await ask(context, {
      path: `${path}/${encodeURIComponent(key)}`,
      query: all,
      expect: [404],
    })
    if (typeof row === 'object' && row !== null) found.push(row)
  }
  return found
}
