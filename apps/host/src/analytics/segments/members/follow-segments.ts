import type { Segment } from '../../../segments/index.ts'
import { readOwnSegments, type Store } from '../../../store/index.ts'
import { followSegmentValues } from '../kept/follow-values.ts'
import { keptScene, type KeptSettings } from '../kept/kept-scene.ts'
import type { SegmentDelivery } from './announce.ts'
import { judgeAll, judgeChanged } from './judge.ts'
import { keptSegments } from './kept-segment.ts'
import { ownSegment } from './own-segment.ts'

export interface FollowSegmentsOptions {
  readonly settings?: KeptSettings
  /** The segments of the configuration. */
  readonly declared?: Iterable<Segment>
  /** Those that send what is in a segment. */
  readonly deliveries?: readonly SegmentDelivery[]
  /** The follower that finds out who is who: nothing is looked at before it was. */
  readonly personFollower: string
  readonly signal: AbortSignal
  readonly now?: () => number
}

export interface FollowedSegments {
  /** Customers and products whose values were computed. */
  readonly computed: number
  /** Whether everything is as the store is. */
  readonly isCurrent: boolean
}

/** Brings segments up to date with the store and the clock: what they compare, and who is in them. */
export async function followSegments(
  store: Store,
  options: FollowSegmentsOptions,
): Promise<FollowedSegments> {
  const { settings = {}, deliveries = [], personFollower, signal, now = Date.now } = options
  const own = await store.read((dialect, org) => readOwnSegments(dialect, org))
  const segments = keptSegments([...(options.declared ?? []), ...own.map(ownSegment)])
  const judge = async (isNewlyFilled: boolean) => {
    const { asOf } = await store.read((dialect, org) => keptScene(dialect, org, settings, now()))
    await judgeAll(store, segments, { deliveries, now: now(), asOf, isNewlyFilled, signal })
  }
  const followed = await followSegmentValues(store, {
    settings,
    personFollower,
    signal,
    now,
    onChanged: (changed) => judgeChanged(changed, segments, { deliveries, now: now() }),
    onFilled: () => judge(true),
  })
  if (!followed.isFilled) return { computed: followed.computed, isCurrent: false }
  await judge(false)
  return { computed: followed.computed, isCurrent: followed.isCurrent }
}
