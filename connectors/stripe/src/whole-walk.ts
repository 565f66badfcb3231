import { isFault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { askList } from './client.ts'
import { expansions, type WalkedPage } from './created-walk.ts'
import type { ListedKind } from './kind.ts'
import type { Settings } from './settings.ts'

export const wholePosition = z.object({
  /** The newest row that is read with all that are older; `null` before the first walk has ended. */
  newest: z.string().nullable(),
  /** In the first walk: its first row, and the last one read. */
  first: z.string().nullable(),
  after: z.string().nullable(),
})
export type WholePosition = z.infer<typeof wholePosition>

const start: WholePosition = { newest: null, first: null, after: null }

/**
 * Walks over a list that filters by no instant: once from the newest row to the oldest, and later from the newest known
 * one on. Where the row it would go on from is gone, it starts anew.
 */
export async function* walkWhole(
  context: Context<Settings>,
  kind: Pick<ListedKind, 'path' | 'query' | 'expand'>,
  from: WholePosition | undefined,
): AsyncGenerator<WalkedPage<WholePosition>> {
  let here = from ?? start
  for (;;) {
    const answer = await askFrom(context, kind, here)
    if (answer === 'rowIsGone') {
      here = start
      continue
    }
    const rows = answer.data
    const first = rows.at(0)?.id ?? null
    const last = rows.at(-1)?.id ?? null
    const end = !answer.has_more || rows.length === 0
    if (here.newest !== null) here = { ...start, newest: first ?? here.newest }
    else if (end) here = { ...start, newest: here.first ?? first }
    else here = { newest: null, first: here.first ?? first, after: last }
    yield { rows, next: here, end }
    if (end) return
  }
}

async function askFrom(
  context: Context<Settings>,
  { path, query, expand }: Pick<ListedKind, 'path' | 'query' | 'expand'>,
  { newest, after }: WholePosition,
) {
  try {
    return await askList(context, {
      route: path,
      query: {
        ...query,
        ...expansions(expand),
        ...(newest !== null && { ending_before: newest }),
        ...(newest === null && after !== null && { starting_after: after }),
      },
    })
  } catch (error) {
    const goesOn = newest !== null || after !== null
    if (goesOn && isFault(error) && error.kind === 'notFound') return 'rowIsGone'
    throw error
  }
}
