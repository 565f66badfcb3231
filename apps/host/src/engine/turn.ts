import { faultOf, type Fault } from '@cartograph/core'
import { retryWait, sleep } from '../queue/index.ts'
import {
  acquireSlice,
  beginGeneration,
  postponeSlice,
  restartSlice,
  type HeldSlice,
} from '../store/index.ts'
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
      await walks[slice.walk](scene, slice)
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
      if (!isPassing(found) || attempt >= attemptsFor(found)) return found
      // Whom the vendor wants to see much later is left for another run.
      if ((found.retryAfterMs ?? 0) > scene.waits.longestRetryMs) return found
      scene.tally.retried += 1
      const waitMs = retryWait(scene.waits, attempt, found)
      if (waitMs >= toldWaitMs) tellWait(scene, found, waitMs)
      await sleep(waitMs, scene.signal)
    }
  }
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
