import { fault, type Json, type Stream } from '@cartograph/core'
import * as z from 'zod'
import {
  beginGeneration,
  childParts,
  missingAfter,
  nextParent,
  settleParent,
  type HeldSlice,
  type PlannedSlice,
  type SliceStep,
} from '../store/index.ts'
import { askFor } from './refresh.ts'
import { bury } from './bury.ts'
import { commitChanges } from './commit.ts'
import { prepareChanges } from './prepare.ts'
import type { StreamScene } from './stream-run.ts'
import { storedPosition, uncommitted, walkOf, walkPages } from './walk.ts'

/** The followers of a child stream: one a part, each with a position of its own. */
export const followers: readonly PlannedSlice[] = Array.from({ length: childParts }, (_, part) => ({
  id: `children ${part}`,
  scope: '',
  params: JSON.stringify(part),
  tail: true,
  estimate: null,
  group: null,
  walk: 'children',
}))

const turn = z.object({
  parent: z.string(),
  mark: z.number(),
  generation: z.number(),
  /** When the first page was asked for. */
  from: z.number(),
  /** Where the connector's walk is, as text. */
  at: z.string().nullable(),
  /** All rows are there; what they lack is still to be deleted. */
  read: z.boolean(),
})
type Turn = z.infer<typeof turn>

/** The parent whose children a follower has not read to their end. */
export function parentInHand(position: string | null): string | undefined {
  const found = turn.safeParse(position === null ? null : JSON.parse(position))
  return found.success ? found.data.parent : undefined
}

/** Reads the children of every parent that is new or changed, of one part; a deleted parent's children are deleted. */
export async function walkChildren(scene: StreamScene, slice: HeldSlice): Promise<void> {
  const { store, place, stream } = scene
  const plan = stream.list?.plan
  if (plan === undefined || typeof plan === 'function') return
  const part = Number(slice.params)
  const follower = newFollower(slice)
  for (;;) {
    scene.signal.throwIfAborted()
    const parent = await store.read((dialect, org) =>
      nextParent(dialect, org, place, plan.eachOf, part),
    )
    if (parent === undefined) {
      await settle(scene, follower, part, { key: '', mark: 0 }, true)
      return
    }
    const begun = follower.turn?.parent === parent.key ? follower.turn : undefined
    const current = begun ?? (await beginTurn(scene, parent))
    if (parent.data !== undefined && !current.read)
      await readChildren(scene, follower, current, JSON.parse(parent.data) as Json)
    await deleteAbsent(scene, current, parent.data === undefined)
    await settle(scene, follower, part, { key: parent.key, mark: current.mark }, false)
  }
}

interface Follower {
  readonly slice: HeldSlice
  page: number
  turn: Turn | undefined
}

function newFollower(slice: HeldSlice): Follower {
  const found = turn.safeParse(slice.position === null ? null : JSON.parse(slice.position))
  return { slice, page: slice.page, turn: found.success ? found.data : undefined }
}

async function beginTurn(
  { store, place, clock }: StreamScene,
  parent: { readonly key: string; readonly mark: number },
): Promise<Turn> {
  const generation = await store.write((dialect, org) => beginGeneration(dialect, org, place))
  const from = clock.now()
  return { parent: parent.key, mark: parent.mark, generation, from, at: null, read: false }
}

async function readChildren(
  scene: StreamScene,
  follower: Follower,
  current: Turn,
  params: Json,
): Promise<void> {
  const { stream, context, tally } = scene
  const listing = stream.list as NonNullable<Stream<unknown>['list']>
  const position = storedPosition(listing.position, current.at)
  const pages = listing.read(context, { params, scope: current.parent }, position)
  for await (const { page, next, from, to } of walkPages(walkOf(scene), pages, current.at)) {
    if ((page.split?.length ?? 0) > 0)
      throw fault({
        kind: 'contract',
        scope: 'part',
        message: `${scene.connection.connectorName}: rows that belong to one parent cannot be split.`,
      })
    const prepared = prepareChanges(scene, page.items, { from, to })
    const reached = { ...current, at: next, read: page.end === true }
    const shape = scene.drift.news()
    const status = await commitChanges(scene, prepared, {
      observedTo: to,
      listed: {
        slice: step(follower, reached, { nameless: prepared.nameless.length, observedTo: to }),
        generation: current.generation,
        scope: current.parent,
      },
      ...(shape !== undefined && { shape }),
    })
    if (status !== 'committed') throw uncommitted(scene, status)
    follower.page += 1
    follower.turn = reached
    tally.read += page.items.length
    scene.progress({})
  }
}

/** What a parent's listing lacks is gone, if the stream says so; with the parent goes everything. */
async function deleteAbsent(
  scene: StreamScene,
  current: Turn,
  parentIsGone: boolean,
): Promise<void> {
  const { store, place, stream } = scene
  if (stream.deletes === 'never' || (stream.deletes === 'reported' && !parentIsGone)) return
  const stable = stream.list?.paging === 'stable'
  const canAsk = stream.get !== undefined
  // Without either, one listing alone is no proof.
  if (!parentIsGone && !stable && !canAsk) return
  const missing = { scope: current.parent, before: current.generation, from: current.from }
  const size = canAsk && !parentIsGone && !stable ? (stream.get?.maxKeys ?? 1) : 500
  let after = ''
  for (;;) {
    const cursor = after
    const records = await store.read((dialect, org) =>
      missingAfter(dialect, org, place, missing, cursor, size),
    )
    const keys = records.map(({ key }) => key)
    after = keys.at(-1) ?? ''
    if (keys.length === 0) return
    if (parentIsGone || stable) await bury(scene, keys, current.from)
    else await askFor(scene, keys)
  }
}

async function settle(
  scene: StreamScene,
  follower: Follower,
  part: number,
  parent: { readonly key: string; readonly mark: number },
  end: boolean,
): Promise<void> {
  const { store, place } = scene
  const slice = { ...step(follower, null, { nameless: 0, observedTo: 0 }), end }
  const settled = await store.write((dialect, org) =>
    settleParent(dialect, org, place, { slice, part, parent }),
  )
  if (!settled) throw uncommitted(scene, 'leaseLost')
  follower.page += 1
  follower.turn = undefined
}

function step(
  { slice, page }: Follower,
  reached: Turn | null,
  read: Pick<SliceStep, 'nameless' | 'observedTo'>,
): SliceStep {
  return {
    id: slice.id,
    fence: slice.fence,
    page,
    pages: 1,
    position: JSON.stringify(reached),
    end: false,
    split: [],
    ...read,
  }
}
