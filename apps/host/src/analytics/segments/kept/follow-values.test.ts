import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followCustomers, forgetDecisions, mergePersons } from '../../../customers/index.ts'
import { writeRows } from '../../../customers/testing/commerce-rows.ts'
import { openStore, personsSince, plannedMembers, type Store } from '../../../store/index.ts'
import { newStorePlace, usualStoreKind, type StorePlace } from '../../../testing/test-stores.ts'
import { factorTo, noRates } from '../../currency/rate-table.ts'
import { readFacts } from '../../reading/read-facts.ts'
import { anySegment } from '../../testing/any-segment.ts'
import { anyShopChanges, shopNow, shopStores, type ShopRow } from '../../testing/any-shop-rows.ts'
import { parseSegment, predefinedSegments, type Segment } from '../../../segments/index.ts'
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

function orderBy(id: string, email: string, placedAt: string): ShopRow {
  const row = { connection: 'shop', email, placedAt, status: 'paid', currency: 'EUR', total: 1000 }
  return { entity: 'order', id: `shop:${id}`, row }
}

/** How many orders each customer has. */
async function orderCounts(): Promise<readonly number[]> {
  const counts: number[] = []
  for (const wanted of [1, 2]) {
    const segment = parseSegment({
      id: 'wanted',
      name: 'Wanted',
      resource: 'customer',
      where: { field: 'orders', op: '=', value: wanted },
    })
    counts.push((await inDatabase(segment, shopNow)).length)
  }
  return counts
}

test('when staff say that two persons are one, their orders are one customer’s, until that is taken back', async () => {
  await writeRows(store, [
    orderBy('1', 'ann@example.com', '2026-11-01T10:00:00Z'),
    orderBy('2', 'anna@example.com', '2026-11-02T10:00:00Z'),
  ])
  await follow(shopNow)
  const apart = await orderCounts()
  const persons = await store.read((dialect, org) => personsSince(dialect, org))
  const staff = { by: { kind: 'command' as const }, now: () => shopNow }
  const merged = await mergePersons(
    store,
    persons.map(({ id }) => id),
    staff,
  )
  await follow(shopNow)
  const together = await orderCounts()
  await forgetDecisions(store, merged.id, staff)
  await follow(shopNow)
  expect([apart, together, await orderCounts()]).toStrictEqual([
    [2, 0],
    [0, 1],
    [2, 0],
  ])
})
