import type { Context, Page } from '@cartograph/core'
import * as z from 'zod'
import { askPage, type Ask } from './client.ts'
import type { Settings } from './settings.ts'

/** Where a walk by places is: how many rows lie behind it, and how many there were. */
export const offsetPosition = z.strictObject({
  start: z.int().min(0),
  total: z.int().nullable(),
  /** How often the walk went back: a list that shrinks and grows again may lead to the same place twice. */
  back: z.int().optional(),
})
export type OffsetPosition = z.infer<typeof offsetPosition>

const atStart: OffsetPosition = { start: 0, total: null }

/**
 * A walk over a list that can neither be sorted nor filtered.
 *
 * It goes on by as many rows as came, since the vendor may give fewer than were asked for, and ends where the total says so.
 * Where the total falls meanwhile, rows have moved up, and it goes back by as many.
 */
export async function* offsetPages(
  context: Context<Settings>,
  request: Pick<Ask, 'path' | 'query'>,
  from: OffsetPosition | undefined,
): AsyncGenerator<Page<object, OffsetPosition>> {
  let { start, total: before, back = 0 } = from ?? atStart
  for (;;) {
    const { rows, total } = await askPage(context, request, start)
    const gone = start > 0 ? (before ?? total) - total : 0
    before = total
    if (gone > 0) {
      start = Math.max(0, start - gone)
      back += 1
      continue
    }
    start += rows.length
    if (rows.length === 0 || start >= total) {
      yield { items: rows, next: atStart, end: true }
      return
    }
    yield { items: rows, next: { start, total, ...(back > 0 && { back }) } }
  }
}
