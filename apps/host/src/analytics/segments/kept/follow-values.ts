import {
  changesAfter,
  clearSegmentValues,
  followerStep,
  markPassed,
  moveFollower,
  readConsumer,
  takeFollower,
  walkedPage,
  type Dialect,
  type Follower,
  type Lane,
  type Store,
  type Work,
} from '../../../store/index.ts'
import { applyChanges, segmentEntities } from './apply-changes.ts'
import { dueCustomers, dueProducts, type ChangedValues } from './compute-due.ts'
import { keptScene, type KeptScene, type KeptSettings } from './kept-scene.ts'
import { areSegmentsCurrent, isAtHead, segmentFollower } from './standing.ts'

const changePage = 1000

export interface FollowValuesOptions {
  readonly settings?: KeptSettings
  /** The follower that finds out who is who: nothing is looked at before it was. */
  readonly personFollower: string
  /** What is kept of members follows in the transaction that changed values: of these customers, orders and products. */
  readonly onChanged?: (changed: ChangedValues) => Work<void>
  /** All values were computed from the beginning, as when the first store is read; again where it did not come to its end. */
  readonly onFilled?: () => Promise<void>
  readonly signal: AbortSignal
  readonly now?: () => number
}

export interface FollowedValues {
  /** Customers and products whose values were computed. */
  readonly computed: number
  /** Whether all values were computed once; not while it is still being found out who is who. */
  readonly isFilled: boolean
  /** Whether everything is as the store is. */
  readonly isCurrent: boolean
}

/**
 * Brings what segments compare up to date with the store.
 *
 * It follows the change log behind the follower of persons. A page of changes only notes whose rows they are; then the values of
 * those customers are computed anew, each customer once however many of the rows changed, from the same facts as figures.
 */
export async function followSegmentValues(
  store: Store,
  options: FollowValuesOptions,
): Promise<FollowedValues> {
  const { signal, settings = {}, now = Date.now } = options
  const following = await open(store, options, settings, now)
  if (following === undefined) return { computed: 0, isFilled: false, isCurrent: false }
  let computed = 0
  for (;;) {
    signal.throwIfAborted()
    if (await followLane(following, 'live')) continue
    if (await walk(following)) continue
    if (await followLane(following, 'bulk')) continue
    const some = (await compute(following, dueCustomers)) || (await compute(following, dueProducts))
    computed += some
    if (some > 0) continue
    if (await isNewlyFilled(following)) {
      await options.onFilled?.()
      // Only now: whoever dies before it begins with that again.
      await finish(following)
    }
    return { computed, isFilled: true, isCurrent: await isAtEnd(following) }
  }
}

interface Following extends Follower {
  readonly scene: KeptScene
  readonly options: FollowValuesOptions
}

async function open(
  store: Store,
  options: FollowValuesOptions,
  settings: KeptSettings,
  now: () => number,
): Promise<Following | undefined> {
  // Who is who must not change while it is looked at.
  const follower = { store, id: segmentFollower, subject: 'segments', alone: 'persons', now }
  const taken = await store.write(function* (dialect, org) {
    yield* dialect.alone([follower.alone, org])
    const persons = yield* readConsumer(dialect, org, options.personFollower)
    if (persons === undefined || persons.backfillId !== undefined) return undefined
    const scene = yield* keptScene(dialect, org, settings, now())
    const version = `${scene.version} ${persons.version}`
    const { fence, rebuilt } = yield* takeFollower(dialect, org, segmentFollower, version, now())
    if (rebuilt) yield* clearSegmentValues(dialect, org)
    else yield* markPassed(dialect, org, { today: scene.asOf, now: scene.now })
    return { scene, fence }
  })
  return taken && { ...follower, ...taken, options }
}

async function followLane(following: Following, lane: Lane): Promise<boolean> {
  const taken = await followerStep(following, function* (dialect, org, consumer) {
    const persons = yield* readConsumer(dialect, org, following.options.personFollower)
    const known = persons?.[lane] ?? 0
    const changes = (yield* changesAfter(dialect, org, lane, consumer[lane], changePage)).filter(
      ({ seq }) => seq <= known,
    )
    const last = changes.at(-1)
    if (last === undefined) return 0
    yield* applyChanges(dialect, org, changes)
    yield* moveFollower(dialect, org, following, { [lane]: last.seq })
    return changes.length
  })
  return taken > 0
}

/** One step of the walk over all rows that it begins with. */
function walk(following: Following): Promise<boolean> {
  return followerStep(following, function* (dialect, org, { backfillId }) {
    if (backfillId === undefined) return false
    const found = yield* walkedPage(dialect, org, segmentEntities, backfillId, changePage)
    if (found !== undefined) {
      const { entity, rows } = found
      const present = rows.flatMap(({ id, deleted }) => (deleted ? [] : [{ entity, id }]))
      yield* applyChanges(dialect, org, present)
    }
    yield* moveFollower(dialect, org, following, { backfill_id: found?.next ?? null })
    return true
  })
}

/** Computes some of what is due, and tells of it in the same transaction. */
function compute(
  following: Following,
  due: (dialect: Dialect, org: string, scene: KeptScene) => Work<ChangedValues | undefined>,
): Promise<number> {
  const { scene, options } = following
  return followerStep(following, function* (dialect, org, { version, joined }) {
    const changed = yield* due(dialect, org, scene)
    if (changed === undefined) return 0
    // While all are computed for the first time nobody enters or leaves: that is seen at once, when they are.
    if (options.onChanged !== undefined && joined === version) yield* options.onChanged(changed)
    return changed.customers.length + changed.products.length
  })
}

/** Whether nothing is left to be computed for the first time since all were begun. */
function isNewlyFilled({ store }: Following): Promise<boolean> {
  return store.read(function* (dialect, org) {
    const consumer = yield* readConsumer(dialect, org, segmentFollower)
    return (
      consumer !== undefined &&
      consumer.joined !== consumer.version &&
      consumer.backfillId === undefined
    )
  })
}

/** Notes that all were computed once. */
async function finish(following: Following): Promise<void> {
  await followerStep(following, (dialect, org, { version }) =>
    moveFollower(dialect, org, following, { joined: version }),
  )
}

/** Whether the follower of persons has been at the end of the log, and this one behind it. */
function isAtEnd({ store, options }: Following): Promise<boolean> {
  return store.read(function* (dialect, org) {
    return (
      (yield* areSegmentsCurrent(dialect, org)) &&
      (yield* isAtHead(dialect, org, options.personFollower))
    )
  })
}
