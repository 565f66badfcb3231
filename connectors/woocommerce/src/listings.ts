import {
  keyset,
  pages,
  type Context,
  type Key,
  type KeysetPosition,
  type Page,
  type PagesPosition,
  upserts,
} from '@cartograph/core'
import * as z from 'zod'
import { visibleWithinMs } from './assumptions.ts'
import { readRows, type Ask, type Query } from './client.ts'
import { gmtText, instantOf } from './instants.ts'
import { pageSizeOf, type Settings } from './settings.ts'

/** A list that can be walked by an instant: what it is asked, and which instant that is. */
export interface DatedList {
  readonly path: string
  readonly query: Query
  /** `modified`: every change moves a row to the end. `date`: for rows that never change. */
  readonly by: 'modified' | 'date'
  /** Never before this day. */
  readonly startDate?: string | undefined
}

export interface DatedRow {
  readonly id: number
  readonly date_created_gmt?: string | null | undefined
  readonly date_modified_gmt?: string | null | undefined
}

const filters = {
  modified: { after: 'modified_after', before: 'modified_before' },
  date: { after: 'after', before: 'before' },
} as const

/**
 * Reads what changed since the position, oldest first, so that nothing is missed while the shop goes on selling.
 *
 * Filters exclude the instant they name, and instants have seconds only.
 */
export function datedPages<Row extends DatedRow>(
  context: Context<Settings>,
  list: DatedList,
  from: KeysetPosition | undefined,
): AsyncIterable<Page<Row, KeysetPosition>> {
  const pageSize = pageSizeOf(context.config)
  const names = filters[list.by]
  const start =
    list.startDate === undefined ? null : Date.parse(`${list.startDate}T00:00:00Z`) - 1000
  return keyset<Row>({
    pageSize,
    from,
    until: context.run.until - visibleWithinMs,
    at: (row) => instantOf(list.by === 'date' ? row.date_created_gmt : row.date_modified_gmt),
    fetch: async ({ after, before, page }) => {
      const bounds = {
        ...(start !== null && { after: gmtText(start) }),
        ...(after !== null && { [names.after]: gmtText(after) }),
        ...(before !== null && { [names.before]: gmtText(before) }),
      }
      const { rows, total } = await readRows(context, {
        path: list.path,
        query: {
          ...list.query,
          ...bounds,
          dates_are_gmt: 'true',
          orderby: list.by,
          order: 'asc',
          per_page: String(pageSize),
          page: String(page),
        },
      })
      return { rows: rows as readonly Row[], ...(total !== undefined && { total }) }
    },
  })
}

/** Reads a list that cannot be filtered by an instant, page by page. */
export function plainPages<Row>(
  context: Context<Settings>,
  ask: Pick<Ask, 'path' | 'query'>,
  from: PagesPosition | undefined,
): AsyncIterable<Page<Row, PagesPosition>> {
  const pageSize = pageSizeOf(context.config)
  return pages<Row>({
    pageSize,
    from,
    fetch: async (page) => {
      const { rows, total } = await readRows(context, {
        path: ask.path,
        query: { ...ask.query, per_page: String(pageSize), page: String(page) },
      })
      return { rows: rows as readonly Row[], ...(total !== undefined && { total }) }
    },
  })
}

type Walk<Row, Position> = AsyncIterable<{
  readonly items: readonly Row[]
  readonly next: Position
  readonly end?: boolean
}>

/** Pages of rows as pages of changes, each page completed with what its list leaves out. */
export async function* asChanges<Row extends object, Made extends object, Position>(
  walk: Walk<Row, Position>,
  complete: (rows: readonly Row[]) => readonly Made[] | Promise<readonly Made[]>,
) {
  for await (const { items, ...rest } of walk)
    yield { ...rest, items: upserts(await complete(items)) }
}

/** Pages of rows as pages of keys. */
export async function* asKeys<Row, Position>(walk: Walk<Row, Position>, key: (row: Row) => Key) {
  for await (const { items, ...rest } of walk) yield { ...rest, items: items.map(key) }
}

/** The position of a walk that has read nothing. */
export const keysetStart: KeysetPosition = {
  after: null,
  before: null,
  page: 1,
  total: null,
  floor: null,
}

export const setParams = z.object({ set: z.string() })
