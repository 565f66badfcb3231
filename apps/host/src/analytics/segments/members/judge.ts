import {
  appendChanges,
  dropSegment,
  fillSegment,
  moveMembersOf,
  readSegmentStates,
  restartDeliveries,
  segmentMoves,
  writeSegmentState,
  type CommerceChange,
  type Dialect,
  type Lane,
  type SegmentState,
  type Store,
  type Work,
} from '../../../store/index.ts'
import type { ChangedValues } from '../kept/compute-due.ts'
import { planOf } from '../plan.ts'
import { thresholdsOf, type Thresholds } from '../thresholds.ts'
import { announce, deliveriesOf, type Announcing } from './announce.ts'
import type { KeptSegment } from './kept-segment.ts'

/** Members that enter or leave in one transaction. */
const movePage = 1000
/** What depends on the whole shop is judged anew this often. */
const shopMs = 3_600_000

/**
 * Judges those whose values a transaction wrote, in that transaction: who enters or leaves does so together with what made it so,
 * once. What members are compared with is what it was when all were judged last.
 */
export function* judgeChanged(
  changed: ChangedValues,
  segments: readonly KeptSegment[],
  announcing: Announcing,
): Work<void> {
  const { dialect, org, scene } = changed
  const states = yield* readSegmentStates(dialect, org)
  const changes: CommerceChange[] = []
  for (const kept of segments) {
    const state = states.get(kept.segment.id)
    if (state === undefined || state.definitionHash !== kept.hash) continue
    const among = {
      customer: changed.customers,
      order: changed.orders,
      product: changed.products,
    }[kept.segment.resource]
    // All are judged soon: a day that has begun changes more than those whose rows did.
    if (among.length === 0 || state.evaluatedDay !== scene.asOf) continue
    const thresholds = JSON.parse(state.thresholds) as Thresholds
    const plan = planOf(kept.segment, thresholds, scene.asOf)
    const moves = yield* segmentMoves(dialect, org, kept.segment.id, plan, {
      among,
      limit: among.length,
    })
    changes.push(...(yield* apply(dialect, org, kept, moves, announcing)))
  }
  yield* appendChanges(dialect, org, changes, 'live', announcing.now)
}

function* apply(
  dialect: Dialect,
  org: string,
  kept: KeptSegment,
  moves: { readonly entering: readonly string[]; readonly leaving: readonly string[] },
  announcing: Announcing,
): Work<readonly CommerceChange[]> {
  if (moves.entering.length + moves.leaving.length === 0) return []
  const turns = yield* moveMembersOf(dialect, org, kept.segment.id, moves, announcing.now)
  return yield* announce(dialect, org, kept, moves, turns, announcing)
}

export interface Judged {
  /** Segments of which all were judged anew. */
  readonly segments: number
  readonly entered: number
  readonly left: number
}

/**
 * Judges everybody anew, by one statement a segment, where that is due: a new or changed segment at once, each segment once a day
 * begins, and once an hour those that compare with percentiles and numbers of the shop.
 *
 * Who is in a segment when it is judged for the first time did not enter it then.
 */
export async function judgeAll(
  store: Store,
  segments: readonly KeptSegment[],
  {
    asOf,
    isNewlyFilled,
    signal,
    ...announcing
  }: Announcing & {
    readonly asOf: number
    /** Values were computed anew from the beginning, as when the first store is read: nobody entered by that. */
    readonly isNewlyFilled: boolean
    readonly signal: AbortSignal
  },
): Promise<Judged> {
  const states = await store.read((dialect, org) => readSegmentStates(dialect, org))
  const names = new Set(segments.map(({ segment }) => segment.id))
  for (const id of states.keys())
    if (!names.has(id)) await store.write((dialect, org) => dropSegment(dialect, org, id))
  let [judged, entered, left] = [0, 0, 0]
  for (const kept of segments) {
    const state = states.get(kept.segment.id)
    if (state !== undefined && !isNewlyFilled && !isDue(kept, state, asOf, announcing.now)) continue
    judged += 1
    if (state === undefined || isNewlyFilled || state.resource !== kept.segment.resource) {
      await fill(store, kept, asOf, announcing)
      continue
    }
    // Whoever changes because the segment does is told of, and holds nobody up who changes by himself.
    const lane = state.definitionHash === kept.hash ? 'live' : 'bulk'
    for (let isLast = false; !isLast;) {
      signal.throwIfAborted()
      const moved = await movePageOf(store, kept, { asOf, lane, announcing })
      entered += moved.entered
      left += moved.left
      isLast = moved.isLast
    }
  }
  return { segments: judged, entered, left }
}

function isDue(
  { hash, isOfShop }: KeptSegment,
  { definitionHash, evaluatedDay, evaluatedAt }: SegmentState,
  asOf: number,
  now: number,
): boolean {
  return (
    definitionHash !== hash || evaluatedDay !== asOf || (isOfShop && now - evaluatedAt >= shopMs)
  )
}

/** Everybody at once, without a word to anybody but the deliveries, which look at all rows again. */
async function fill(
  store: Store,
  kept: KeptSegment,
  asOf: number,
  { deliveries, now }: Announcing,
): Promise<void> {
  const { segment } = kept
  await store.write(function* (dialect, org) {
    yield* dropSegment(dialect, org, segment.id)
    const thresholds = yield* thresholdsOf(dialect, org, segment, asOf)
    yield* fillSegment(dialect, org, segment.id, planOf(segment, thresholds, asOf), now)
    yield* writeSegmentState(dialect, org, stateOf(kept, thresholds, asOf, now))
    const waiting = deliveriesOf(deliveries, segment.id)
    yield* restartDeliveries(
      dialect,
      org,
      waiting.map(({ id }) => id),
    )
  })
}

interface Paged {
  readonly asOf: number
  readonly lane: Lane
  readonly announcing: Announcing
}

async function movePageOf(
  store: Store,
  kept: KeptSegment,
  { asOf, lane, announcing }: Paged,
): Promise<{ readonly entered: number; readonly left: number; readonly isLast: boolean }> {
  return store.write(function* (dialect, org) {
    // Whoever is judged by himself meanwhile waits, or both would let the same one in.
    yield* dialect.alone(['persons', org])
    const { segment } = kept
    const thresholds = yield* thresholdsOf(dialect, org, segment, asOf)
    const plan = planOf(segment, thresholds, asOf)
    const moves = yield* segmentMoves(dialect, org, segment.id, plan, { limit: movePage })
    const changes = yield* apply(dialect, org, kept, moves, announcing)
    const isLast = moves.entering.length < movePage && moves.leaving.length < movePage
    if (isLast)
      yield* writeSegmentState(dialect, org, stateOf(kept, thresholds, asOf, announcing.now))
    yield* appendChanges(dialect, org, changes, lane, announcing.now)
    return { entered: moves.entering.length, left: moves.leaving.length, isLast }
  })
}

function stateOf(
  { segment, hash }: KeptSegment,
  thresholds: Thresholds,
  asOf: number,
  now: number,
): SegmentState {
  return {
    id: segment.id,
    resource: segment.resource,
    definitionHash: hash,
    thresholds: JSON.stringify(thresholds),
    tooLittle: thresholds.tooLittle,
    evaluatedDay: asOf,
    evaluatedAt: now,
  }
}
