import type { Context, Json, Key, Slice, Stream } from '@cartograph/core'

export interface Reading {
  /** The last row seen of each key, and which keys were deleted since. */
  readonly rows: ReadonlyMap<string, object>
  /** By slice, in the order of the plan. */
  readonly positions: ReadonlyMap<string, Json>
  readonly ended: boolean
}

/** Reads the slices of a stream as the engine does, each to its end, from the positions of an earlier reading. */
export async function readStream<Config>(
  context: Context<Config>,
  stream: Stream<Config>,
  before?: Reading,
): Promise<Reading> {
  const { list } = stream
  if (list === undefined || typeof list.plan !== 'function') throw new Error('No plan.')
  const rows = new Map(before?.rows)
  const positions = new Map<string, Json>()
  let ended = true
  for await (const slice of list.plan(context)) {
    const name = JSON.stringify(slice.params)
    const from = slice.tail === true ? before?.positions.get(name) : undefined
    let last = false
    for await (const page of list.read(context, slice, from)) {
      for (const change of page.items)
        if (change.op === 'upsert') rows.set(textOf(stream.key(change.row)), change.row)
      // A position goes through the store as JSON.
      positions.set(name, JSON.parse(JSON.stringify(page.next)) as Json)
      last = page.end === true
    }
    ended &&= last
  }
  return { rows, positions, ended }
}

/** The keys that a sweep finds. */
export async function sweepStream<Config>(
  context: Context<Config>,
  stream: Stream<Config>,
): Promise<ReadonlySet<string>> {
  const { list } = stream
  if (list === undefined || typeof list.plan !== 'function') throw new Error('No plan.')
  const keys = new Set<string>()
  for await (const slice of list.plan(context))
    for await (const page of list.keys?.(context, slice, undefined) ?? [])
      for (const key of page.items) keys.add(textOf(key))
  return keys
}

/** All rows of one slice. */
export async function readSlice<Config, Params extends Json>(
  context: Context<Config>,
  stream: Stream<Config>,
  slice: Slice<Params>,
): Promise<readonly object[]> {
  const rows: object[] = []
  for await (const page of stream.list?.read(context, slice, undefined) ?? [])
    rows.push(...page.items.flatMap((change) => (change.op === 'upsert' ? [change.row] : [])))
  return rows
}

function textOf(key: string | number | Key): string {
  return typeof key === 'object' ? key.join('/') : String(key)
}
