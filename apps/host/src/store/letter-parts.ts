import { fault } from '@cartograph/core'
import { all, type Dialect, type Work } from './database.ts'
import type { LetterPlace } from './letters.ts'
import type { LetterCursor } from './replays.ts'

/** Where there are dead letters, and how many. */
export interface LetterPart extends LetterPlace {
  readonly count: number
}

export function* letterParts({ build }: Dialect, org: string): Work<readonly LetterPart[]> {
  const rows = yield* all(
    build
      .selectFrom('dead_letter')
      .select((table) => ['side', 'part', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .groupBy(['side', 'part'])
      .orderBy('side')
      .orderBy('part'),
  )
  return rows.map(({ side, part, count }) => ({
    side: side === 'delivery' ? 'delivery' : 'source',
    part,
    count,
  }))
}

/** Puts the letters of a part away for good, all or those of some keys; gives back how many there were. */
export function* discardLetters(
  { build, within }: Dialect,
  org: string,
  { side, part }: LetterPlace,
  keys: readonly string[] | undefined,
): Work<number> {
  const gone = yield* all(
    build
      .deleteFrom('dead_letter')
      .where('org', '=', org)
      .where('side', '=', side)
      .where('part', '=', part)
      .$if(keys !== undefined, (query) => query.where('key', 'in', within(keys ?? [])))
      .returning('key'),
  )
  return gone.length
}

/** The place of a letter in the list of its part, as a page's `next` tells it. */
export function keyOfCursor({ key, at }: LetterCursor): string {
  return Buffer.from(JSON.stringify([key, at])).toString('base64url')
}

/** @throws a `config` fault for what is no place. */
export function letterCursorIn(text: string): LetterCursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    const [key, at] = Array.isArray(parsed) ? (parsed as unknown[]) : []
    if (typeof key === 'string' && typeof at === 'string') return { key, at }
  } catch {
    // Told below.
  }
  throw fault({
    kind: 'config',
    message: 'In `after`: expected the `next` of a page.',
  })
}
