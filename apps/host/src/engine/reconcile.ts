import type { Stream } from '@cartograph/core'
import {
  clearNamelessLetters,
  countAbsence,
  missingAfter,
  placeName,
  readScope,
  readSlices,
  type SliceWalk,
  type HeldDeletes,
  type Missing,
  updateStream,
  writeScope,
} from '../store/index.ts'
import { bury } from './bury.ts'
import { askFor } from './refresh.ts'
import { buryRekeyed } from './rekeyed.ts'
import type { StreamScene } from './stream-run.ts'

const batch = 500

/** Below this many, missing records are believed whatever their share; above it, up to this share of the stream. */
const believedCount = 50
const believedShare = 0.05
/** A stream that held fewer may lose most of its records at once: a shop that drops three of four coupons. */
const fewRecords = 20

interface CompleteScope {
  readonly scope: string
  readonly generation: number
  /** When the first request of its first slice began. */
  readonly from: number
  readonly nameless: number
}

/**
 * Deletes what a complete generation lacks.
 *
 * It counts only where every slice of a scope was read from its beginning to its end, its rows or its keys alone, with
 * the settings of the generation before, and every row could be read. Without `stable` paging each missing record is
 * asked for, or must be missing twice. Too many at once are held until the merchant says so.
 */
export async function reconcile(scene: StreamScene, acceptDeletes: boolean): Promise<void> {
  const { store, place } = scene
  let held: HeldDeletes | undefined
  const swept = await completeScopes(scene, 'keys')
  const complete = [...(await completeScopes(scene, 'rows')), ...swept]
  for (const each of complete.toSorted((a, b) => a.generation - b.generation))
    held = (await reconcileScope(scene, each, acceptDeletes)) ?? held
  await store.write((dialect, org) =>
    updateStream(dialect, org, place, {
      held: held === undefined ? null : JSON.stringify(held),
      ...(swept.length > 0 && { swept_at: Math.min(...swept.map((each) => each.from)) }),
    }),
  )
}

/** Gives back the deletions that were held; the scope is then looked at again in the next run. */
async function reconcileScope(
  scene: StreamScene,
  complete: CompleteScope,
  acceptDeletes: boolean,
): Promise<HeldDeletes | undefined> {
  const { store, place, stream, connection, tally } = scene
  const { scope, generation, from } = complete
  const last = await store.read((dialect, org) => readScope(dialect, org, place, scope))
  if (last !== undefined && last.generation >= generation && !acceptDeletes) return undefined
  const isKnown = last?.fingerprint === connection.fingerprint
  if (last !== undefined && !isKnown) await buryRekeyed(scene, { scope, before: generation, from })
  const proves = stream.list?.paging === 'stable' || stream.get !== undefined
  const before = proves ? generation : Math.min(generation, last?.generation ?? 0)
  const missing: Missing = { scope, before, from }
  const counts = await store.read((dialect, org) => countAbsence(dialect, org, place, missing))
  if (last !== undefined && counts.missing > 0 && judgesAbsence(stream)) {
    if (complete.nameless > 0)
      tally.notes.add(
        `Nothing was deleted from ${place.stream}: ${complete.nameless} rows could not be read and may be the missing ones.`,
      )
    else if (!acceptDeletes && isTooMany(counts, last.records)) {
      tally.notes.add(
        `${counts.missing} of ${counts.live} records of ${place.stream} ${isKnown ? 'are missing from the source, more than is believed without asking' : 'are not in what the changed settings read'}: nothing was deleted. If they are to go, run the command again with --accept-deletes.`,
      )
      return { candidates: counts.missing, of: counts.live, scope }
    } else if (isKnown || acceptDeletes) await deleteMissing(scene, missing)
  }
  await store.write(function* (dialect, org) {
    yield* writeScope(dialect, org, place, scope, {
      generation,
      fingerprint: connection.fingerprint,
      records: counts.live - counts.missing,
    })
    yield* clearNamelessLetters(
      dialect,
      org,
      { side: 'source', part: placeName(place) },
      { scope, generation },
    )
  })
  return undefined
}

/** Where deletions are reported, reports get lost: what is absent is then asked for, and its answer is the report. */
function judgesAbsence(stream: Stream<unknown>): boolean {
  return stream.deletes === 'absent' || (stream.deletes === 'reported' && stream.get !== undefined)
}

function mustAsk(stream: Stream<unknown>): boolean {
  const proves = stream.deletes === 'absent' && stream.list?.paging === 'stable'
  return stream.get !== undefined && !proves
}

function isTooMany(
  counts: { readonly live: number; readonly missing: number },
  lastRecords: number,
): boolean {
  const seen = counts.live - counts.missing
  const isMost = lastRecords >= fewRecords && seen * 2 < lastRecords
  return isMost || counts.missing > Math.max(believedCount, counts.live * believedShare)
}

async function completeScopes(
  scene: StreamScene,
  walk: SliceWalk,
): Promise<readonly CompleteScope[]> {
  const slices = await scene.store.read((dialect, org) => readSlices(dialect, org, scene.place))
  const scopes = Map.groupBy(
    slices.filter((slice) => slice.walk === walk),
    (slice) => slice.scope,
  )
  return [...scopes]
    .filter(([, own]) => own.every((slice) => slice.status === 'done'))
    .map(([scope, own]) => ({
      scope,
      generation: Math.min(...own.map((slice) => slice.generation)),
      from: Math.min(...own.map((slice) => slice.from_instant)),
      nameless: own.reduce((sum, slice) => sum + slice.nameless, 0),
    }))
}

async function deleteMissing(scene: StreamScene, missing: Missing): Promise<void> {
  const { store, place, stream } = scene
  const asks = mustAsk(stream)
  const size = asks ? (stream.get?.maxKeys ?? 1) : batch
  let after = ''
  for (;;) {
    scene.signal.throwIfAborted()
    const cursor = after
    const records = await store.read((dialect, org) =>
      missingAfter(dialect, org, place, missing, cursor, size),
    )
    const keys = records.map(({ key }) => key)
    after = keys.at(-1) ?? ''
    if (keys.length === 0) return
    if (asks) await askFor(scene, keys)
    else await bury(scene, keys, missing.from)
  }
}
