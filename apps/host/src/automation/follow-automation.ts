import {
  canGoOn,
  ensureAutomationState,
  followedElsewhere,
  moveConsumer,
  readConsumer,
  readHead,
  rebuildConsumer,
  restartAutomation,
  takeConsumer,
  type AutomationState,
  type Consumer,
  type Dialect,
  type Work,
} from '../store/index.ts'
import type { AutomationScene } from './automation-scene.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import { writeHappenings } from './fire-runs.ts'
import { judgePage } from './judge-page.ts'
import { readPage } from './read-page.ts'

export interface FollowScene extends AutomationScene {
  /** The clock of the store. */
  readonly now: () => number
  readonly signal: AbortSignal
  /** What it waits for may be the deed of an automation: how many in a row led to it is looked at. */
  readonly canLoop: boolean
  /** What could not be judged, or was cut off, for the log. */
  readonly complain: (message: string) => void
}

/** Under which name an automation keeps its place in the change log. */
export function automationConsumer(id: string): string {
  return `$automation/${id}`
}

/**
 * Judges what changed, to the end of the change log, and puts down a run for each thing that happened.
 *
 * A page is read, judged without a transaction, and written in one that moves the place in the log, remembers what was seen, and
 * puts down the runs: whoever was taken over meanwhile writes nothing.
 */
export async function followAutomation(
  scene: FollowScene,
  compiled: CompiledAutomation,
): Promise<{ readonly fired: number }> {
  const { store, signal } = scene
  let { consumer, state } = await begin(scene, compiled)
  let fired = 0
  for (;;) {
    signal.throwIfAborted()
    const read = await store.read((dialect, org) => readPage(dialect, org, consumer, compiled))
    if (read === undefined) return { fired }
    if (read === 'outdated') {
      ;({ consumer, state } = await begin(scene, compiled))
      continue
    }
    const happenings = judgePage(read.page, { compiled, state, now: scene.now() })
    fired += await store.write(function* (dialect, org) {
      const id = automationConsumer(compiled.automation.id)
      const isOurs = yield* moveConsumer(dialect, org, id, consumer.fence, read.move, scene.now())
      if (!isOurs) throw followedElsewhere(`the automation ${compiled.automation.id}`)
      return yield* writeHappenings(dialect, org, scene, { compiled, state, ...happenings })
    })
    consumer = await present(scene, compiled, consumer)
  }
}

/** Takes the automation over; one that is new, or waits for something else now, begins with a walk over all rows. */
async function begin(
  { store, now }: FollowScene,
  { automation, rule, version }: CompiledAutomation,
): Promise<{ readonly consumer: Consumer; readonly state: AutomationState }> {
  return store.write(function* (dialect, org) {
    const id = automationConsumer(automation.id)
    const known = yield* takeConsumer(dialect, org, id)
    const head = yield* readHead(dialect, org)
    const waitsForOther = known !== undefined && known.version !== version
    if (waitsForOther) yield* restartAutomation(dialect, org, automation.id, now())
    const state = yield* ensureAutomationState(dialect, org, automation.id, now())
    if (canGoOn(known, head) && !waitsForOther) return { consumer: known, state }
    yield* rebuildConsumer(dialect, org, id, version, now())
    if (!rule.needsSeen && !automation.onHistory) yield* skipWalk(dialect, org, id, now())
    const taken = yield* takeConsumer(dialect, org, id)
    if (taken === undefined) throw new Error(`The consumer ${id} was not written.`)
    return { consumer: taken, state }
  })
}

function* skipWalk(dialect: Dialect, org: string, id: string, now: number): Work<void> {
  const consumer = yield* readConsumer(dialect, org, id)
  yield* moveConsumer(dialect, org, id, consumer?.fence ?? 0, { backfill_id: null }, now)
}

async function present(
  { store }: FollowScene,
  { automation }: CompiledAutomation,
  { fence }: Consumer,
): Promise<Consumer> {
  const found = await store.read((dialect, org) =>
    readConsumer(dialect, org, automationConsumer(automation.id)),
  )
  if (found === undefined || found.fence !== fence)
    throw followedElsewhere(`the automation ${automation.id}`)
  return found
}
