import {
  canonicalise,
  fault,
  faultOf,
  type Change,
  type Fault,
  type Json,
  type Page,
  type Slice,
} from '@cartograph/core'
import { retryWait, sleep } from '../queue/index.ts'
import {
  acquireSlice,
  beginGeneration,
  commitPage,
  postponeSlice,
  restartSlice,
  type HeldSlice,
} from '../store/index.ts'
import { contractSlice, fits, plannedSlice } from './plan.ts'
import { prepareChanges } from './prepare.ts'
import { attemptsPerRun, type StreamScene } from './stream-run.ts'

type ListedPage = Page<Change> & { readonly split?: readonly Slice[] }

/** How often a slice may start again from the beginning within one run. */
const restartsPerRun = 3

/**
 * Reads one slice to its end, page by page, and gives back the fault that stopped it, if one did.
 *
 * Each page is committed before the next is asked for. A fault of the vendor's is waited out a few times; a conflict
 * starts the slice again from the beginning, as part of a generation of its own.
 */
export async function readSlice(scene: StreamScene, id: string): Promise<Fault | undefined> {
  let restarts = 0
  for (;;) {
    const slice = await scene.store.write((dialect, org) =>
      acquireSlice(dialect, org, scene.place, id, scene.owner),
    )
    if (slice === undefined) return undefined
    try {
      await readPages(scene, slice)
      return undefined
    } catch (error) {
      if (scene.signal.aborted) throw error
      const found = faultOf(error, `${scene.place.connection}.${scene.place.stream}`)
      if (found.kind === 'conflict' && restarts < restartsPerRun) {
        restarts += 1
        await restart(scene, slice)
        continue
      }
      const attempt = await postpone(scene, slice, found)
      if (!isPassing(found) || attempt >= attemptsPerRun) return found
      scene.tally.retried += 1
      await sleep(retryWait(scene.waits, attempt, found), scene.signal)
    }
  }
}

function isPassing(found: Fault): boolean {
  return (found.kind === 'transient' || found.kind === 'rateLimit') && found.scope !== 'part'
}

async function restart(scene: StreamScene, slice: HeldSlice): Promise<void> {
  const { store, place, clock } = scene
  await store.write(function* (dialect, org) {
    const generation = yield* beginGeneration(dialect, org, place)
    yield* restartSlice(dialect, org, place, slice, { generation, now: clock.now() })
  })
}

async function postpone(scene: StreamScene, slice: HeldSlice, found: Fault): Promise<number> {
  const { store, place, clock, waits } = scene
  const notBefore = clock.now() + retryWait(waits, slice.attempts, found)
  await store.write((dialect, org) => postponeSlice(dialect, org, place, slice, notBefore))
  return slice.attempts + 1
}

async function readPages(scene: StreamScene, slice: HeldSlice): Promise<void> {
  const { stream, context, clock } = scene
  const listing = stream.list
  if (listing === undefined) return
  const stored: Json = slice.position === null ? null : (JSON.parse(slice.position) as Json)
  // A position of an older version of the connector that no longer parses starts its slice again.
  const position = slice.position !== null && fits(listing.position, stored) ? stored : undefined
  const walk: AsyncIterable<ListedPage> = listing.read(context, contractSlice(slice), position)
  const pages = walk[Symbol.asyncIterator]()
  let page = slice.page
  let before = slice.position
  try {
    for (;;) {
      scene.signal.throwIfAborted()
      const from = clock.now() - (stream.staleMs ?? 0)
      const step = await pages.next()
      if (step.done === true) throw unfinished(scene)
      const next = checkedNext(scene, step.value, before)
      await commit(scene, slice, step.value, { page, next, from, to: clock.now() })
      if (step.value.end === true || (step.value.split?.length ?? 0) > 0) return
      before = next
      page += 1
    }
  } finally {
    await pages.return?.()
  }
}

function unfinished(scene: StreamScene): Error {
  return fault({
    kind: 'transient',
    message: `Reading ${scene.place.stream} stopped without having reached the end.`,
    hint: 'What was read is kept, and the next run goes on from there.',
  })
}

/** The position of a page as text; a walk that stands still would never end. */
function checkedNext(scene: StreamScene, page: ListedPage, before: string | null): string {
  const wrong = (message: string) =>
    fault({
      kind: 'contract',
      scope: 'part',
      message: `${scene.connection.connectorName}: ${message}`,
    })
  if (!Array.isArray(page.items)) throw wrong('a page has no items.')
  if (page.next === undefined) throw wrong('a page does not say where to go on.')
  const next = canonicalise(page.next)
  if (page.items.length > 0 && next === before && page.end !== true)
    throw wrong('two pages in a row have the same position; the walk would never end.')
  return next
}

interface PageReading {
  readonly page: number
  readonly next: string
  readonly from: number
  readonly to: number
}

async function commit(
  scene: StreamScene,
  slice: HeldSlice,
  listed: ListedPage,
  reading: PageReading,
): Promise<void> {
  const { store, place, clock, tally } = scene
  const prepared = prepareChanges(scene, listed.items, reading)
  const shape = scene.drift.news()
  const result = await store.write((dialect, org) =>
    commitPage(
      dialect,
      org,
      {
        place,
        slice: {
          id: slice.id,
          fence: slice.fence,
          page: reading.page,
          position: reading.next,
          end: listed.end === true,
          nameless: prepared.nameless.length,
          split: (listed.split ?? []).map(plannedSlice),
        },
        generation: slice.generation,
        scope: slice.scope,
        mappingEpoch: scene.mappingEpoch,
        lane: scene.lane,
        listed: true,
        canGet: scene.stream.get !== undefined,
        packageVersion: scene.connection.version,
        observedTo: reading.to,
        ...(shape !== undefined && { shape }),
        ...prepared,
        refreshed: [],
      },
      clock.now(),
    ),
  )
  if (result.status !== 'committed')
    throw fault({
      kind: 'transient',
      scope: 'part',
      message:
        result.status === 'leaseLost'
          ? `Another run took over the reading of ${place.stream}.`
          : `The mappings of ${place.stream} changed while a page was read.`,
    })
  tally.read += listed.items.length
  tally.written += result.written
  tally.unchanged += result.unchanged
  tally.deleted += result.deleted
  tally.rejected += result.rejected
  tally.rows += result.rows
  scene.progress({})
}
