import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followCustomers } from '../../../customers/index.ts'
import { writeRows } from '../../../customers/testing/commerce-rows.ts'
import { openStore, plannedMembers, type Store } from '../../../store/index.ts'
import { newStorePlace, usualStoreKind, type StorePlace } from '../../../testing/test-stores.ts'
import { factorTo, noRates } from '../../currency/rate-table.ts'
import { readFacts } from '../../reading/read-facts.ts'
import { anySegment } from '../../testing/any-segment.ts'
import { anyShopChanges, shopNow, shopStores } from '../../testing/any-shop-rows.ts'
import { predefinedSegments, type Segment } from '../../../segments/index.ts'
import { evaluateSegment, type SegmentWorld } from '../evaluate.ts'
import { planOf } from '../plan.ts'
import { thresholdsOf } from '../thresholds.ts'
import { segmentWorld } from '../world.ts'
import { followSegmentValues } from './follow-values.ts'
import { areSegmentsCurrent } from './standing.ts'
import { keptScene } from './kept-scene.ts'

const { signal } = new AbortController()
const dayMs = 86_400_000

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

async function follow(now: number): Promise<void> {
  await followCustomers(store, { signal, now: () => now })
  await followSegmentValues(store, {
    personFollower: 'computed:customers',
    signal,
    now: () => now,
  })
}

async function worldAt(now: number): Promise<SegmentWorld> {
  const scene = await store.read((dialect, org) => keptScene(dialect, org, {}, now))
  const read = await readFacts(store, { now, signal, withEvents: true })
  return segmentWorld({ ...read, asOf: scene.asOf, factor: factorTo(noRates, scene.currency) })
}

/** Who is in a segment as the database says. */
function inDatabase(segment: Segment, now: number): Promise<readonly string[]> {
  return store.read(function* (dialect, org) {
    const { asOf } = yield* keptScene(dialect, org, {}, now)
    const thresholds = yield* thresholdsOf(dialect, org, segment, asOf)
    return yield* plannedMembers(dialect, org, planOf(segment, thresholds, asOf), { limit: 1000 })
  })
}

async function expectEqual(segments: readonly Segment[], now: number): Promise<void> {
  const world = await worldAt(now)
  for (const segment of segments) {
    const { members } = evaluateSegment(segment, world)
    const shown = { segment, members: await inDatabase(segment, now) }
    expect(shown).toStrictEqual({ segment, members: members.toSorted() })
  }
}

async function emptyStore(): Promise<void> {
  await store.close()
  await where.remove()
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
}

const runs = usualStoreKind() === 'postgres' ? 2 : 5

test('whatever a segment says of whatever shop, the database finds the members that looking at all rows finds, also days later', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyShopChanges(160), { minLength: 1, maxLength: 3 }),
      fc.array(anySegment, { minLength: 20, maxLength: 20 }),
      fc.integer({ min: 0, max: 40 }),
      async (steps, segments, days) => {
        await emptyStore()
        await writeRows(store, shopStores)
        let now = shopNow
        for (const changes of steps) {
          await writeRows(store, changes)
          await follow(now)
          now += dayMs / 4
        }
        const later = now + days * dayMs
        await follow(later)
        expect(await store.read(areSegmentsCurrent)).toBe(true)
        await expectEqual([...segments, ...predefinedSegments], later)
      },
    ),
    // A smaller shop says no more, and takes minutes to find.
    { numRuns: runs, endOnFailure: true },
  )
}, 60_000)
