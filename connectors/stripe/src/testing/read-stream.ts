import type { Change, Context, Json, Key, Slice, Stream } from '@cartograph/core'
import type { Settings } from '../settings.ts'

type AnyStream = Stream<Settings>
type Listing = NonNullable<AnyStream['list']>

export interface Walked {
  /** What was read, in order; a row may come twice. */
  readonly changes: readonly Change[]
  /** Where each slice is now, by its parameters. */
  readonly positions: ReadonlyMap<string, Json>
  readonly pages: number
}

const nothing: Walked = { changes: [], positions: new Map(), pages: 0 }

/** Reads a stream once as the engine does: every slice to its end, those too that split off, each from where it was. */
export async function readStream(
  stream: AnyStream,
  context: Context<Settings>,
  before: Walked = nothing,
): Promise<Walked> {
  const listing = listingOf(stream)
  if (typeof listing.plan !== 'function') throw new Error('A child stream has no plan of its own.')
  const slices: Slice[] = []
  for await (const slice of listing.plan(context)) slices.push(slice)
  const positions = new Map(before.positions)
  const changes: Change[] = []
  let pages = 0
  for (const slice of slices) {
    const id = JSON.stringify(slice.params)
    for await (const page of listing.read(context, slice, positions.get(id))) {
      changes.push(...page.items)
      positions.set(id, page.next)
      pages += 1
      if (page.split !== undefined) {
        slices.push(...page.split)
        break
      }
    }
  }
  return { changes, positions, pages }
}

/** All pages of one slice, each asked for anew from the position of the one before, as after an interruption. */
export async function readAnew(
  stream: AnyStream,
  context: Context<Settings>,
  slice: Slice,
): Promise<readonly Change[]> {
  const listing = listingOf(stream)
  const changes: Change[] = []
  let from: Json | undefined
  for (;;) {
    const walk = listing.read(context, slice, from)[Symbol.asyncIterator]()
    const { value, done } = await walk.next()
    await walk.return?.()
    if (done === true) throw new Error('The slice ended without saying so.')
    changes.push(...value.items)
    from = value.next
    if (value.end === true) return changes
  }
}

/** The keys that a sweep over all slices finds. */
export async function sweepKeys(
  stream: AnyStream,
  context: Context<Settings>,
): Promise<readonly Key[]> {
  const listing = listingOf(stream)
  if (typeof listing.plan !== 'function' || listing.keys === undefined) return []
  const keys: Key[] = []
  for await (const slice of listing.plan(context))
    for await (const page of listing.keys(context, slice, undefined)) keys.push(...page.items)
  return keys
}

export function idsOf(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) =>
    change.op === 'upsert' && 'id' in change.row ? [String(change.row.id)] : [],
  )
}

function listingOf({ list }: AnyStream): Listing {
  if (list === undefined) throw new Error('The stream has no list.')
  return list
}
