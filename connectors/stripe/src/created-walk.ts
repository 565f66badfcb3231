import { fault, isFault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { visibleWithinMs } from './assumptions.ts'
import { askList, type StripeObject } from './client.ts'
import type { ListedKind } from './kind.ts'
import { splitRest, type Range } from './ranges.ts'
import type { Settings } from './settings.ts'

/** Instants in seconds since 1970. */
export const createdPosition = z.object({
  /** What was made before it has been read, from the beginning of the range on. */
  through: z.int(),
  /** The walk under way, from the newest to the oldest; `null` between walks. */
  walk: z
    .object({
      /** The rows that are left were made before this. */
      before: z.int(),
      /** The last row read, and when it was made. */
      after: z.string().nullable(),
      created: z.int(),
      /** Before this all was visible when the walk began. */
      floor: z.int(),
    })
    .nullable(),
})
export type CreatedPosition = z.infer<typeof createdPosition>

/** How many pages a range may have before the rest of it is split. */
const pagesBeforeSplit = 5

export interface WalkedPage<Position> {
  readonly rows: readonly StripeObject[]
  readonly next: Position
  readonly end: boolean
  readonly split?: readonly Range[]
}

type WalkedKind = Pick<ListedKind, 'path' | 'query' | 'expand' | 'instant'>

/** When an object was made, in seconds since 1970. */
export function instantOf(
  row: Readonly<Record<string, unknown>>,
  { instant = 'created' }: Pick<ListedKind, 'instant'>,
): number | undefined {
  const value = row[instant]
  return typeof value === 'number' ? value : undefined
}

/**
 * Walks over what was made in a range, the newest first, and later over what has been added to it.
 *
 * The upper bound is fixed when the walk begins and a page begins after the last row of the one before, so rows that come
 * or go move none of the others. If that very row is gone, its second is read again. The last minute before the bound is read
 * again by the next walk, because lists show what is new late. A range with many rows is split.
 */
export async function* walkCreated(
  context: Context<Settings>,
  kind: WalkedKind,
  range: Range,
  from: CreatedPosition | undefined,
  options: { readonly splits: boolean },
): AsyncGenerator<WalkedPage<CreatedPosition>> {
  const through = from?.through ?? range.gte
  let walk = from?.walk ?? beginWalk(range, Math.floor(context.run.until / 1000))
  if (through >= walk.before) {
    yield { rows: [], next: { through, walk: null }, end: true }
    return
  }
  const done = { through: Math.max(through, walk.floor), walk: null }
  let read = 0
  const newest = walk.created
  for (let page = 1; ; page += 1) {
    const answer = await askFrom(context, kind, { gte: through, walk })
    if (answer === 'rowIsGone') {
      walk = { before: walk.created + 1, after: null, created: walk.created, floor: walk.floor }
      continue
    }
    const rows = answer.data
    const last = rows.at(-1)
    if (!answer.has_more || last === undefined) {
      yield { rows, next: done, end: true }
      return
    }
    const created = instantOf(last, kind)
    if (created === undefined) throw noInstant(kind.path)
    read += rows.length
    walk = { before: walk.before, after: last.id, created, floor: walk.floor }
    const split =
      options.splits && page >= pagesBeforeSplit
        ? splitRest({ gte: through, last: created }, { rows: read, seconds: newest - created })
        : []
    if (split.length > 0) {
      yield { rows, next: done, end: false, split }
      return
    }
    yield { rows, next: { through, walk }, end: false }
  }
}

function beginWalk({ lt }: Range, now: number): NonNullable<CreatedPosition['walk']> {
  const before = Math.min(lt, now + 1)
  return {
    before,
    after: null,
    created: before,
    floor: Math.min(lt, now - visibleWithinMs / 1000),
  }
}

async function askFrom(
  context: Context<Settings>,
  { path, query, expand }: WalkedKind,
  { gte, walk }: { readonly gte: number; readonly walk: NonNullable<CreatedPosition['walk']> },
) {
  try {
    return await askList(context, {
      route: path,
      query: {
        ...query,
        ...expansions(expand),
        'created[gte]': String(gte),
        'created[lt]': String(walk.before),
        ...(walk.after !== null && { starting_after: walk.after }),
      },
    })
  } catch (error) {
    if (walk.after !== null && isFault(error) && error.kind === 'notFound') return 'rowIsGone'
    throw error
  }
}

/** The parameters that ask for fields which a list leaves out. */
export function expansions(expand: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(expand.map((field, index) => [`expand[${index}]`, `data.${field}`]))
}

function noInstant(path: string) {
  return fault({
    kind: 'contract',
    message: `Stripe lists ${path} with a row that does not say when it was made.`,
  })
}
