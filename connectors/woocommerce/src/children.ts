import {
  pagesPosition,
  upserts,
  isFault,
  type Context,
  type Key,
  type PagesPosition,
  type Stream,
} from '@cartograph/core'
import * as z from 'zod'
import { readOne } from './by-id.ts'
import { readRows, type Query } from './client.ts'
import { asChanges, plainPages } from './listings.ts'
import { kit, pageSizeOf, type Settings } from './settings.ts'

const parentParams = z.object({ parent: z.int() })

interface ChildrenOptions<Row extends object> {
  readonly schema: z.ZodType<Row>
  readonly key: (row: Row) => string | number | Key
  /** The parents: their list, and what it is asked. A parent without children can be left out by `hasChildren`. */
  readonly parents: {
    readonly path: string
    readonly query?: Query
    readonly hasChildren?: (parent: object) => boolean
  }
  /** The children of one parent. */
  readonly path: (parent: number) => string
  readonly query: (config: Settings) => Query
  /** Whether the children's list has pages. */
  readonly paged: boolean
  /** Rows with what their list leaves out, such as the parent. */
  readonly complete: (
    context: Context<Settings>,
    rows: readonly Row[],
    parent: number,
  ) => readonly Row[] | Promise<readonly Row[]>
  /** Where a row by itself is found, if its key says so. */
  readonly one?: (key: Key) => { readonly path: string; readonly parent: number }
}

/** A stream over lists that exist for each parent only: a slice a parent, each read whole in every run. */
export function childrenStream<Row extends object>(
  options: ChildrenOptions<Row>,
): Stream<Settings, Row, { parent: number }, PagesPosition> {
  const { schema, key, parents, path, query, paged, complete, one } = options
  return kit.stream({
    schema,
    key,
    deletes: 'absent',
    list: {
      params: parentParams,
      position: pagesPosition,
      async *plan(context) {
        for (const parent of await parentIds(context, parents)) yield { params: { parent } }
      },
      async *read(context, { params: { parent } }, from) {
        const ask = { path: path(parent), query: query(context.config) }
        const made = (rows: readonly Row[]) => complete(context, rows, parent)
        try {
          if (paged) yield* asChanges(plainPages<Row>(context, ask, from), made)
          else {
            const { rows } = await readRows(context, ask)
            const items = upserts(await made(rows as readonly Row[]))
            yield { items, next: { page: 1, total: null }, end: true }
          }
        } catch (error) {
          // The parent went after the plan was made, and its children with it.
          if (!isFault(error) || error.kind !== 'notFound') throw error
          yield { items: [], next: { page: 1, total: null }, end: true }
        }
      },
    },
    ...(one !== undefined && {
      get: {
        maxKeys: 1,
        async read(context: Context<Settings>, [askedFor]: readonly Key[]) {
          if (askedFor === undefined) return []
          const { path: place, parent } = one(askedFor)
          const row = await readOne<Row>(context, place, query(context.config))
          return row === null ? [null] : await complete(context, [row], parent)
        },
      },
    }),
  })
}

async function parentIds(
  context: Context<Settings>,
  { path, query, hasChildren }: ChildrenOptions<object>['parents'],
): Promise<readonly number[]> {
  const ids: number[] = []
  const ask = { path, query: { ...query, per_page: String(pageSizeOf(context.config)) } }
  for await (const { items } of plainPages<{ readonly id: number }>(context, ask, undefined))
    ids.push(...items.filter((row) => hasChildren?.(row) ?? true).map(({ id }) => id))
  return ids
}
