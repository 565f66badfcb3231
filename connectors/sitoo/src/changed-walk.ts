import type { Context, Page } from '@cartograph/core'
import * as z from 'zod'
import type { Query } from './client.ts'
import { offsetPages, offsetPosition } from './offset-walk.ts'
import type { Settings } from './settings.ts'

/** Where a walk by change is. Instants are seconds since 1970, as the vendor's. */
export const changedPosition = z.strictObject({
  /** What changed from then on is read. */
  since: z.int().min(0),
  walk: offsetPosition.nullable(),
  /** When the walk under way began; the next one reads from there. */
  began: z.int().nullable(),
})
export type ChangedPosition = z.infer<typeof changedPosition>

/** Changes become visible late, and the second in which a walk began may not be over. */
const overlapS = 60

interface ChangedList {
  readonly path: string
  readonly query: Query
  /** The filter by the instant of change, from it on. */
  readonly filter: string
}

/** A walk over what changed since the last one began. */
export async function* changedPages(
  context: Context<Settings>,
  { path, query, filter }: ChangedList,
  from: ChangedPosition | undefined,
): AsyncGenerator<Page<object, ChangedPosition>> {
  const { since, walk, began } = from ?? { since: 0, walk: null, began: null }
  const start = began ?? Math.max(0, Math.floor(context.run.until / 1000) - overlapS)
  const asked = { ...query, ...(since > 0 && { [filter]: String(since) }) }
  for await (const page of offsetPages(context, { path, query: asked }, walk ?? undefined))
    yield {
      ...page,
      next:
        page.end === true
          ? { since: start, walk: null, began: null }
          : { since, walk: page.next, began: start },
    }
}

/** The same list whole, for a sweep. */
export async function* sweptPages(
  context: Context<Settings>,
  { path, query }: Pick<ChangedList, 'path' | 'query'>,
  from: ChangedPosition | undefined,
): AsyncGenerator<Page<object, ChangedPosition>> {
  for await (const page of offsetPages(context, { path, query }, from?.walk ?? undefined))
    yield { ...page, next: { since: 0, walk: page.next, began: null } }
}
