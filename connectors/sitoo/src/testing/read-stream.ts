import {
  isFault,
  type Context,
  type Fault,
  type Json,
  type Key,
  type Stream,
} from '@cartograph/core'
import type { Settings } from '../settings.ts'

export interface Reading {
  /** The last row seen of each key, and which keys were deleted since. */
  readonly rows: ReadonlyMap<string, object>
  /** By slice, in the order of the plan. */
  readonly positions: ReadonlyMap<string, Json>
  readonly ended: boolean
}

/** Reads the slices of a stream as the engine does, each to its end, from the positions of an earlier reading. */
export async function readStream(
  context: Context<Settings>,
  stream: Stream<Settings>,
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
export async function sweepStream(
  context: Context<Settings>,
  stream: Stream<Settings>,
): Promise<ReadonlySet<string>> {
  const { list } = stream
  if (list === undefined || typeof list.plan !== 'function') throw new Error('No plan.')
  const keys = new Set<string>()
  for await (const slice of list.plan(context))
    for await (const page of list.keys?.(context, slice, undefined) ?? [])
      for (const key of page.items) keys.add(textOf(key))
  return keys
}

/** The fault that something ends in. */
export async function faultIn(work: Promise<unknown>): Promise<Fault> {
  const found = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isFault(found)) return found
  throw new Error('It did not end in a fault.', { cause: found })
}

function textOf(key: string | number | Key): string {
  return typeof key === 'object' ? key.join('/') : String(key)
}
