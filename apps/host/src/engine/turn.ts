import { faultOf, type Fault } from '@cartograph/core'
import { defaultWaits, retryWait, sleep } from '../queue/index.ts'
import {
  acquireSlice,
  beginGeneration,
  postponeSlice,
  restartSlice,
  type HeldSlice,
} from '../store/index.ts'
import { holdSlice, type SliceHold } from './held-slice.ts'
import { sliceSpan } from './spans.ts'
import { attemptsPerRun, type StreamScene } from './stream-run.ts'
import { walkChildren } from './walk-children.ts'
import { walkKeys } from './walk-keys.ts'
import { walkRows } from './walk-rows.ts'

const walks = { rows: walkRows, keys: walkKeys, children: walkChildren } as const

/** How often a slice may start again from the beginning within one run. */
const restartsPerRun = 3
/** How often one page of a slice may be put off for its budget within one run. */
const budgetWaitsPerRun = 100

/**
 * Reads one slice to its end, page by page, and gives back the fault that stopped it, if one did.
 *
 * Each page is committed before the next is asked for. A fault of the vendor's is waited out a few times; a conflict
 * starts the slice again from the beginning, as part of a generation of its own. A slice that another process has, or takes
 * over, is left to it.
 *
 * @param beforeRelease Waited for before the slice is given back.
 */
export async function readSlice(
  scene: StreamScene,
  id: string,
  beforeRelease: () => Promise<void> = async () => {},
): Promise<Fault | 'elsewhere' | undefined> {
  const lease = { owner: scene.owner, forMs: scene.waits.leaseMs ?? defaultWaits.leaseMs }
  const counts: Counts = { restarts: 0 }
  for (;;) {
    const result = await scene.inPlace(async () => {
      scene.signal.throwIfAborted()
      const slice = await scene.store.write((dialect, org) =>
        acquireSlice(dialect, org, scene.place, id, lease),
      )
      return slice && readTurn(scene, slice, { counts, beforeRelease })
    })
    if (result === undefined) return 'elsewhere'
    if (result === 'ended') return undefined
    if (result === 'elsewhere') return result
    if ('fault' in result) return result.fault
    await sleep(result.waitMs, scene.signal)
  }
}

interface Counts {
  restarts: number
}

type Turn = 'ended' | 'elsewhere' | { readonly fault: Fault } | { readonly waitMs: number }

/** One try to read a slice from where it stands to its end. */
async function readTurn(
  scene: StreamScene,
  slice: HeldSlice,
  around: { readonly counts: Counts; readonly beforeRelease: () => Promise<void> },
): Promise<Turn> {
  const { counts, beforeRelease } = around
  const hold = holdSlice(scene, slice)
  try {
    await sliceSpan(slice.walk, () => walks[slice.walk](hold.scene, slice))
    return 'ended'
  } catch (error) {
    if (scene.signal.aborted) throw error
    return await judgeTurn(scene, { slice, hold, counts, error })
  } finally {
    await beforeRelease()
    await hold.end()
  }
}

async function judgeTurn(
  scene: StreamScene,
  turn: {
    readonly slice: HeldSlice
    readonly hold: SliceHold
    readonly counts: Counts
    readonly error: unknown
  },
): Promise<Turn> {
  const { slice, hold, counts, error } = turn
  const isOurs = await hold.isOurs()
  if (!isOurs) return 'elsewhere'
  const found = faultOf(error, `${scene.place.connection}.${scene.place.stream}`)
  if (found.kind === 'conflict' && counts.restarts < restartsPerRun) {
    counts.restarts += 1
    await restart(scene, slice)
    return { waitMs: 0 }
  }
  const attempt = await postpone(scene, slice, found)
  if (!isPassing(found) || attempt >= attemptsFor(found)) return { fault: found }
  // Whom the vendor wants to see much later is left for another run.
  if ((found.retryAfterMs ?? 0) > scene.waits.longestRetryMs) return { fault: found }
  scene.tally.retried += 1
  const waitMs = retryWait(scene.waits, attempt, found)
  if (waitMs >= toldWaitMs) tellWait(scene, found, waitMs)
  return { waitMs }
}

/** Whoever watches is told of waits from this length on. */
const toldWaitMs = 5000

function tellWait({ context, place }: StreamScene, found: Fault, waitMs: number): void {
  const seconds = Math.round(waitMs / 1000)
  context.log.warn(`${place.stream}: ${found.message} Going on in ${seconds} seconds.`)
}

function isPassing(found: Fault): boolean {
  return (found.kind === 'transient' || found.kind === 'rateLimit') && found.scope !== 'part'
}

/** Waiting for a budget is no failure, though it must end some time. */
function attemptsFor(found: Fault): number {
  return found.kind === 'rateLimit' && found.retryAfterMs !== undefined
    ? budgetWaitsPerRun
    : attemptsPerRun
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
