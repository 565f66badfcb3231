import { dayMs } from '../../shop/durations.ts'
import { dateParameter, type StoreTime } from '../store/store-time.ts'
import { firstFrom, type Entry, type Ordering, type Table } from '../store/table.ts'
import type { Query } from './query-string.ts'

/** One page of a list, and how many rows all its pages have. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly pages: number
  readonly page: number
}

export interface Selection<Row extends Entry> {
  readonly table: Table<Row>
  readonly query: Query
  readonly time: StoreTime
  /** Which dates can be asked for; the others are ignored in silence. */
  readonly dates: { readonly created: boolean; readonly modified: boolean }
  readonly orderBy: Ordering | ((one: Row, other: Row) => number)
  readonly descending: boolean
  readonly matches: (row: Row) => boolean
  /** Orders and refunds say that there are none at all on a page past the end. */
  readonly forgetsTotalPastEnd?: boolean
  /** All rows are on the one page there is. */
  readonly isUnpaged?: boolean
  /** `offset` is left unheard, as by the list of webhooks. */
  readonly ignoresOffset?: boolean
}

export function selected<Row extends Entry>(selection: Selection<Row>): Page<Row> {
  const { table, query, orderBy, descending } = selection
  const bounds = boundsOf(selection)
  const by = typeof orderBy === 'string' ? orderBy : 'id'
  const candidates = table.sorted(by)
  const [from, to] = rangeOf(candidates, by, bounds)
  const included = query.list('include')?.map(Number)
  const excluded = new Set(query.list('exclude')?.map(Number))
  const onlyThese = included === undefined || included.length === 0 ? undefined : new Set(included)

  const matching: Row[] = []
  for (let index = from; index < to; index += 1) {
    const row = candidates[index]
    if (row === undefined || excluded.has(row.id)) continue
    if (onlyThese !== undefined && !onlyThese.has(row.id)) continue
    if (bounds.every((bound) => bound.holds(row)) && selection.matches(row)) matching.push(row)
  }
  if (typeof orderBy === 'function') matching.sort(orderBy)
  return pageOf(matching, { query, descending, selection })
}

function pageOf<Row extends Entry>(
  matching: readonly Row[],
  {
    query,
    descending,
    selection,
  }: {
    readonly query: Query
    readonly descending: boolean
    readonly selection: Selection<Row>
  },
): Page<Row> {
  if (selection.isUnpaged === true) {
    const rows = descending ? matching.toReversed() : matching
    return { rows, total: rows.length, pages: Math.min(1, rows.length), page: 1 }
  }
  const perPage = Number(query.get('per_page') ?? 10)
  const page = Number(query.get('page') ?? 1)
  const offset = selection.ignoresOffset === true ? undefined : query.get('offset')
  const start = offset === undefined ? (page - 1) * perPage : Number(offset)
  const total = matching.length
  const rows = descending
    ? matching.slice(Math.max(0, total - start - perPage), Math.max(0, total - start)).toReversed()
    : matching.slice(start, start + perPage)
  if (rows.length === 0 && start > 0 && selection.forgetsTotalPastEnd === true) {
    return { rows, total: 0, pages: 0, page }
  }
  return { rows, total, pages: Math.ceil(total / perPage), page }
}

interface Bound {
  readonly by: 'date' | 'modified'
  /** An instant that no row on the wrong side of the bound is beyond, give or take the widest time zone. */
  readonly after?: number
  readonly before?: number
  readonly holds: (row: Entry) => boolean
}

/**
 * The date filters as WordPress applies them: to whole seconds, and excluding the moment itself.
 *
 * A moment with a zone becomes the store's wall clock first, and is then compared with the column that `dates_are_gmt` names:
 * with a zone and the flag the result is wrong by the store's offset. That is how the real one behaves.
 */
function boundsOf<Row extends Entry>({ query, time, dates }: Selection<Row>): readonly Bound[] {
  const gmt = ['true', '1'].includes(query.get('dates_are_gmt') ?? '')
  const bound = (name: string, by: 'date' | 'modified', side: 'after' | 'before'): Bound[] => {
    const sent = dateParameter(query.get(name) ?? '')
    if (sent === undefined) return []
    const limit = sent.zoned ? time.wall(sent.time) : sent.time
    const column = (row: Entry) => {
      const at = by === 'date' ? row.createdAt : row.modifiedAt
      return gmt ? at : time.wall(at)
    }
    return side === 'after'
      ? [{ by, after: limit - dayMs, holds: (row) => column(row) > limit }]
      : [{ by, before: limit + dayMs, holds: (row) => column(row) < limit }]
  }
  return [
    ...(dates.created ? bound('after', 'date', 'after') : []),
    ...(dates.created ? bound('before', 'date', 'before') : []),
    ...(dates.modified ? bound('modified_after', 'modified', 'after') : []),
    ...(dates.modified ? bound('modified_before', 'modified', 'before') : []),
  ]
}

function rangeOf(
  rows: readonly Entry[],
  by: Ordering,
  bounds: readonly Bound[],
): readonly [from: number, to: number] {
  let [from, to] = [0, rows.length]
  for (const { by: of, after, before } of bounds) {
    if (of !== by) continue
    if (after !== undefined) from = Math.max(from, firstFrom(rows, by, after))
    if (before !== undefined) to = Math.min(to, firstFrom(rows, by, before))
  }
  return [from, to]
}
