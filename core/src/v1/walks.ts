import * as z from 'zod'
import { fault } from './fault.ts'
import type { Page } from './stream.ts'

/** What a vendor answers to one request of a walk. */
export interface WalkAnswer<Row> {
  readonly rows: readonly Row[]
  /** How many rows fit the request over all its pages, where the vendor tells. */
  readonly total?: number
}

/** Instants in milliseconds since the epoch. */
export const keysetPosition = z.object({
  /** What changed up to and including this instant has been read; `null`: nothing yet. */
  after: z.number().nullable(),
  /** Set while one instant that fills more than a page is read by itself: its end, not included. */
  before: z.number().nullable(),
  page: z.int().positive(),
  total: z.number().nullable(),
  /** Where the walk under way will stop counting as read; `null` between walks. */
  floor: z.number().nullable(),
})
export type KeysetPosition = z.infer<typeof keysetPosition>

export interface KeysetWalk<Row> {
  /**
   * Page `page` (from 1) of the rows that changed after `after` and before `before`, both excluded and `null` where there is
   * no bound; the oldest change first, and rows of one instant in any order that stays the same.
   */
  readonly fetch: (ask: {
    readonly after: number | null
    readonly before: number | null
    readonly page: number
  }) => Promise<WalkAnswer<Row>>
  /** When the row changed; `null` for rows without an instant, which come first of all. */
  readonly at: (row: Row) => number | null
  /** Rows on a full page. */
  readonly pageSize: number
  /** Resolution of the vendor's instants in milliseconds. Default 1 000. */
  readonly grainMs?: number
  /** Changes after this instant may still become visible later, so a later walk reads from here again. */
  readonly until: number
  readonly from: KeysetPosition | undefined
}

/**
 * A drift-free walk over a list that can be ordered by and filtered on a modified instant.
 *
 * It always asks for the first page of what changed after the last instant it has seen, less one grain, so rows that
 * change or go while it runs move none of the others away from it. What is left to page numbers is a single instant that
 * fills a page; there a smaller total shows that rows have moved up, and the instant is read again. Rows come twice, and
 * none is missed. A later walk goes on from the last position: from the last change seen, but never from after `until`.
 *
 * @throws a `contract` fault where the vendor does not filter, because such a walk would never end.
 */
export async function* keyset<Row>(
  walk: KeysetWalk<Row>,
): AsyncGenerator<Page<Row, KeysetPosition>> {
  const { fetch, at, pageSize, grainMs = 1000, until } = walk
  const from = walk.from ?? start
  let here: KeysetPosition = { ...from, floor: from.floor ?? until }
  for (;;) {
    const { after, before, page } = here
    const { rows, total } = await fetch({ after, before, page })
    if (before !== null && page > 1 && total !== undefined && total !== here.total) {
      here = onPage(here, 1, null)
      continue
    }
    const last = lastInstant(rows, at)
    if (last !== null && after !== null && last <= after) throw unfiltered()
    const more = hasMore(page, pageSize, rows.length, total)
    if (!more && before === null) {
      yield { items: rows, next: rest(here, last, grainMs), end: true }
      return
    }
    if (!more && before !== null) here = goOnAfter(here, before - grainMs)
    else if (before !== null || last === null) here = onPage(here, page + 1, total ?? null)
    else if (after === null || last - grainMs > after) here = goOnAfter(here, last - grainMs)
    else here = within(here, last + grainMs)
    yield { items: rows, next: here }
  }
}

const start: KeysetPosition = { after: null, before: null, page: 1, total: null, floor: null }

function goOnAfter({ floor }: KeysetPosition, after: number): KeysetPosition {
  return { after, before: null, page: 1, total: null, floor }
}

function onPage(here: KeysetPosition, page: number, total: number | null): KeysetPosition {
  return { ...here, page, total }
}

/** One instant alone, from its first page. */
function within(here: KeysetPosition, before: number): KeysetPosition {
  return { ...here, before, page: 1, total: null }
}

/** The position between walks: the instant seen last is read again, and nothing after the floor counts as read. */
function rest(here: KeysetPosition, last: number | null, grainMs: number): KeysetPosition {
  const seen = last === null ? here.after : Math.max(here.after ?? last - grainMs, last - grainMs)
  const after = seen === null ? null : Math.min(seen, here.floor ?? seen)
  return { ...start, after }
}

function unfiltered() {
  return fault({
    kind: 'contract',
    message: 'The vendor lists rows that changed before the instant it was asked for.',
    hint: 'It may not filter this list by the instant of change; such a list is walked by pages.',
  })
}

function lastInstant<Row>(rows: readonly Row[], at: (row: Row) => number | null): number | null {
  const row = rows.at(-1)
  return row === undefined ? null : at(row)
}

/** Vendors that hide single rows fill pages only partly, so a total is believed before the number of rows. */
function hasMore(page: number, pageSize: number, count: number, total: number | undefined) {
  return total === undefined ? count >= pageSize : page * pageSize < total
}

export const pagesPosition = z.object({
  page: z.int().positive(),
  total: z.number().nullable(),
  /** How often the walk went back: a list that shrinks and grows again may lead to the same page twice. */
  back: z.int().optional(),
})
export type PagesPosition = z.infer<typeof pagesPosition>

export interface PagesWalk<Row> {
  /** Page `page` (from 1), in an order that stays the same. */
  readonly fetch: (page: number) => Promise<WalkAnswer<Row>>
  /** Rows on a full page. */
  readonly pageSize: number
  readonly from: PagesPosition | undefined
}

/**
 * A walk by page numbers, for lists that nothing can be filtered on.
 *
 * Where the total falls while it runs, rows have moved up, and it goes back as many pages as may have been jumped over.
 * It cannot see a row that went while another came: such a list stays `shifting`, and the next walk finds the row.
 */
export async function* pages<Row>(walk: PagesWalk<Row>): AsyncGenerator<Page<Row, PagesPosition>> {
  const { fetch, pageSize } = walk
  let { page, total: before, back = 0 }: PagesPosition = walk.from ?? { page: 1, total: null }
  for (;;) {
    const { rows, total } = await fetch(page)
    const gone = page > 1 ? (before ?? 0) - (total ?? before ?? 0) : 0
    if (gone > 0) {
      page = Math.max(1, page - Math.ceil(gone / pageSize))
      before = total ?? null
      back += 1
      continue
    }
    before = total ?? null
    if (!hasMore(page, pageSize, rows.length, total)) {
      yield { items: rows, next: { page: 1, total: null }, end: true }
      return
    }
    page += 1
    yield { items: rows, next: { page, total: before, ...(back > 0 && { back }) } }
  }
}
