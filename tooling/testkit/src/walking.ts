import {
  faultOf,
  type Change,
  type Json,
  type Key,
  type Page,
  type Slice,
  type Stream,
} from '@cartograph/core'
import { mismatch } from './mismatch.ts'
import type { ContextWish, Scene } from './scene.ts'
import { keyText, rowText } from './stream-keys.ts'

/** What was read of one stream. */
export interface Reading {
  /** The newest row of each key, as text. */
  readonly rows: Map<string, string>
  readonly deleted: Set<string>
  /** Keys that somebody should look at. */
  readonly hinted: Set<string>
  /** Where each slice is, by its params. */
  readonly positions: Map<string, Json>
  readonly slices: readonly Slice[]
}

export type AnyPage = Page<Change> & { readonly split?: readonly Slice[] }

export interface ReadWish {
  /** Tails go on from there. */
  readonly before?: Reading
  /** Every page by a walk of its own, from the stored position: as if the process ended after each. */
  readonly isInterrupted?: boolean
  readonly order?: 'planned' | 'backwards'
  readonly onPage?: (page: AnyPage, slice: Slice) => Promise<void> | void
  readonly context?: ContextWish
}

/** Parents whose children are read; each is a slice. */
const mostParents = 4
/** As often as in a run of the engine. */
const mostRestarts = 3
/** More pages than any double has. */
const mostPages = 5_000

export const hasListing = ({ list }: Stream<unknown>): boolean => list !== undefined

/** The streams that can be listed and that the suite is to look at. */
export function listedStreams(scene: Scene, only: readonly string[] | undefined) {
  const { streams = {} } = scene.parts
  return Object.fromEntries(
    Object.entries(streams).filter(
      ([name, stream]) => hasListing(stream) && (only?.includes(name) ?? true),
    ),
  )
}

/** Reads a stream as the engine does: every slice to its end, those too that split off. */
export async function readStream(
  scene: Scene,
  name: string,
  wish: ReadWish = {},
): Promise<Reading> {
  const stream = streamNamed(scene, name)
  const planned = await planStream(scene, name, wish.context)
  const slices = wish.order === 'backwards' ? planned.toReversed() : [...planned]
  const reading: Reading = {
    rows: new Map(wish.before?.rows),
    deleted: new Set(),
    hinted: new Set(),
    positions: new Map(wish.before?.positions),
    slices,
  }
  for (const slice of slices) {
    const id = rowText(slice.params)
    const from = slice.tail === true ? wish.before?.positions.get(id) : undefined
    for await (const page of restartedPages(scene, name, slice, from, wish)) {
      for (const change of page.items) apply(reading, stream, change)
      reading.positions.set(id, stored(page.next))
      await wish.onPage?.(page, slice)
      slices.push(...(page.split ?? []))
    }
  }
  return reading
}

/** The pages of a slice that begins anew where a `conflict` fault asks for it, as in the engine. */
async function* restartedPages(
  scene: Scene,
  name: string,
  slice: Slice,
  from: Json | undefined,
  wish: ReadWish,
): AsyncGenerator<AnyPage> {
  let position = from
  for (let restarts = 0; ; restarts += 1) {
    try {
      yield* slicePages(scene, name, slice, position, wish)
      return
    } catch (error) {
      if (faultOf(error).kind !== 'conflict' || restarts >= mostRestarts) throw error
      position = undefined
    }
  }
}

/** The slices of a stream; of a child stream one for each of a few parents. */
export async function planStream(
  scene: Scene,
  name: string,
  asked: ContextWish = {},
): Promise<readonly Slice[]> {
  const { list } = streamNamed(scene, name)
  if (list === undefined) return []
  const { plan } = list
  if (typeof plan !== 'function') {
    const parents = await readStream(scene, plan.eachOf, { context: asked })
    return [...parents.rows.values()].slice(0, mostParents).map((row) => ({
      params: JSON.parse(row) as Json,
    }))
  }
  const slices: Slice[] = []
  const planned = scene.call(() => plan(scene.context({ streams: [name], ...asked })))
  const steps = planned[Symbol.asyncIterator]()
  for (;;) {
    const step = await scene.call(() => steps.next())
    if (step.done === true) return slices
    slices.push({ ...step.value, params: stored(step.value.params) })
  }
}

/** The pages of one slice, up to the one that says it is the last. */
export async function* slicePages(
  scene: Scene,
  name: string,
  slice: Slice,
  from: Json | undefined,
  { isInterrupted = false, context: asked = {} }: ReadWish = {},
): AsyncGenerator<AnyPage> {
  const { list } = streamNamed(scene, name)
  if (list === undefined) return
  const begin = (position: Json | undefined) => {
    const context = scene.context({ streams: [name], ...asked })
    return scene.call(() => list.read(context, slice, position))[Symbol.asyncIterator]()
  }
  yield* pagesOf(scene, name, begin, from, isInterrupted)
}

/** The pages of a sweep over one slice; empty where the stream cannot be swept. */
export async function* sweepPages(
  scene: Scene,
  name: string,
  slice: Slice,
  isInterrupted = false,
): AsyncGenerator<Page<Key>> {
  const { list } = streamNamed(scene, name)
  const begin = (position: Json | undefined) => {
    const walk = list?.keys?.(scene.context({ streams: [name] }), slice, position)
    return (walk ?? nothing())[Symbol.asyncIterator]()
  }
  yield* pagesOf(scene, name, (from) => scene.call(() => begin(from)), undefined, isInterrupted)
}

async function* nothing(): AsyncGenerator<Page<Key>> {
  yield { items: [], next: null, end: true }
}

/** The pages of any walk; every step of it is code of the connector, under watch. */
export async function* pagesOf<Each extends Page<unknown> & { readonly split?: unknown }>(
  scene: Scene,
  name: string,
  begin: (position: Json | undefined) => AsyncIterator<Each>,
  from: Json | undefined,
  isInterrupted = false,
): AsyncGenerator<Each> {
  let position = from
  let walk = begin(position)
  try {
    for (let pages = 0; pages < mostPages; pages += 1) {
      const step = await scene.call(() => walk.next())
      if (step.done === true)
        throw endless(name, 'the walk stopped and did not say that it had ended')
      const page = step.value
      const next = stored(page.next)
      const stands = position !== undefined && rowText(next) === rowText(position)
      if (stands && page.items.length > 0 && page.end !== true)
        throw endless(name, `two pages in a row have the position ${JSON.stringify(next)}`)
      position = next
      scene.evidence.said.push({ where: `a position of ${name}`, text: JSON.stringify(next) })
      yield page
      if (page.end === true || page.split !== undefined) return
      if (isInterrupted) {
        await scene.call(() => walk.return?.())
        walk = begin(position)
      }
    }
    throw endless(name, `there were more than ${mostPages} pages`)
  } finally {
    await scene.call(() => walk.return?.())
  }
}

/** Takes a change into what was read. */
export function apply(reading: Reading, stream: Stream<unknown>, change: Change): void {
  if (change.op === 'upsert') {
    const text = keyText(stream.key(change.row))
    reading.rows.set(text, rowText(change.row))
    reading.deleted.delete(text)
  } else if (change.op === 'delete') {
    reading.rows.delete(keyText(change.key))
    reading.deleted.add(keyText(change.key))
  } else if (change.op === 'refresh' && change.key !== undefined) {
    reading.hinted.add(keyText(change.key))
  }
}

export function streamNamed(scene: Scene, name: string): Stream<unknown> {
  const stream = scene.parts.streams?.[name]
  if (stream !== undefined) return stream
  throw mismatch({
    expected: `a stream ${name}`,
    happened: 'the connector has none of that name.',
    mend: 'Name a stream that `parts` gives.',
  })
}

/** A position goes through the store as JSON. */
export function stored(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

/** The present rows of some keys, by `get`, in batches that it allows. */
export async function getRows(
  scene: Scene,
  name: string,
  keys: readonly Key[],
): Promise<readonly unknown[]> {
  const { get } = streamNamed(scene, name)
  if (get === undefined) return []
  const found: unknown[] = []
  for (let at = 0; at < keys.length; at += get.maxKeys) {
    const asked = keys.slice(at, at + get.maxKeys)
    found.push(...(await scene.call(() => get.read(scene.context({ streams: [name] }), asked))))
  }
  return found
}

function endless(name: string, happened: string): Error {
  return mismatch({
    expected: `every page of ${name} to lead on, and the last to say \`end: true\``,
    happened,
    mend: 'Give each page the position after its own items, and the last one `end: true`. A walk that stops without it counts as interrupted.',
  })
}
