import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followCustomers, personFollower } from '../../../customers/index.ts'
import { writeRows, type WrittenRow } from '../../../customers/testing/commerce-rows.ts'
import { parseSegment, predefinedSegments, type Segment } from '../../../segments/index.ts'
import {
  deleteOwnSegment,
  openStore,
  rowsAfter,
  segmentMembers,
  writeOwnSegment,
  type Store,
} from '../../../store/index.ts'
import { newStorePlace, usualStoreKind, type StorePlace } from '../../../testing/test-stores.ts'
import { factorTo, noRates } from '../../currency/rate-table.ts'
import { readFacts } from '../../reading/read-facts.ts'
import { anySegment } from '../../testing/any-segment.ts'
import { anyShopChanges, shopNow, shopStores } from '../../testing/any-shop-rows.ts'
import { evaluateSegment } from '../evaluate.ts'
import { keptScene } from '../kept/kept-scene.ts'
import { segmentWorld } from '../world.ts'
import { followSegmentValues } from '../kept/follow-values.ts'
import { followSegments } from './follow-segments.ts'
import { keptSegments } from './kept-segment.ts'

const { signal } = new AbortController()
const hourMs = 3_600_000
const dayMs = 24 * hourMs

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

async function emptyStore(): Promise<void> {
  await store.close()
  await where.remove()
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
}

async function follow(now: number, declared: readonly Segment[] = []): Promise<void> {
  await followCustomers(store, { signal, now: () => now })
  await followSegments(store, { personFollower, declared, signal, now: () => now })
}

async function membersOf(id: string): Promise<readonly string[]> {
  const members = await store.read((dialect, org) =>
    segmentMembers(dialect, org, id, { limit: 1000 }),
  )
  return members.map(({ member }) => member)
}

interface Told {
  readonly type: string
  readonly customerId?: string
  readonly properties: { readonly segment: string; readonly member: string }
}

/** What was told of who entered and left. */
async function told(): Promise<readonly Told[]> {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'event', '', 10_000))
  return rows
    .filter(({ deleted }) => !deleted)
    .map(({ data }) => JSON.parse(data) as Told)
    .filter(({ type, properties }) => type.startsWith('segment.') && properties !== undefined)
}

const runs = usualStoreKind() === 'postgres' ? 1 : 4

test('whoever is in a segment is kept as it is, change by change and day by day, and each entry and leaving is told once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyShopChanges(60), { minLength: 3, maxLength: 5 }),
      fc.array(anySegment, { minLength: 6, maxLength: 6 }),
      fc.array(fc.constantFrom(0, 0, 1, 30), { minLength: 5, maxLength: 5 }),
      async (steps, some, days) => {
        await emptyStore()
        const declared = some.map((segment, index) => ({ ...segment, id: `own_${index}` }))
        await writeRows(store, shopStores)
        let now = shopNow
        await follow(now, declared)
        for (const [index, changes] of steps.entries()) {
          await writeRows(store, changes)
          now += (days[index] ?? 0) * dayMs + 60_000
          await follow(now, declared)
          const all = [...declared, ...predefinedSegments]
          const kept = keptSegments(all).filter(({ isOfShop }) => !isOfShop)
          const own = kept.map(({ segment }) => segment)
          expect(await keptNow(own)).toStrictEqual(await foundInRows(own, now))
        }
        now += hourMs
        await follow(now, declared)
        const all = [...declared, ...predefinedSegments]
        expect(await keptNow(all)).toStrictEqual(await foundInRows(all, now))
        // The shop was empty when all were judged for the first time, so everybody who is in it entered.
        for (const { id } of declared)
          expect(await insideByEvents(id)).toStrictEqual(
            Object.fromEntries((await membersOf(id)).map((member) => [member, 1])),
          )
      },
    ),
    // A smaller shop says no more, and takes minutes to find.
    { numRuns: runs, endOnFailure: true },
  )
}, 120_000)

/** What is shown of segments: what they say, and who is in them. */
type Shown = readonly (readonly [segment: Segment, members: readonly string[]])[]

async function keptNow(segments: readonly Segment[]): Promise<Shown> {
  const shown: [Segment, readonly string[]][] = []
  for (const segment of segments) shown.push([segment, await membersOf(segment.id)])
  return shown
}

async function foundInRows(segments: readonly Segment[], now: number): Promise<Shown> {
  const scene = await store.read((dialect, org) => keptScene(dialect, org, {}, now))
  const read = await readFacts(store, { now, signal, withEvents: true })
  const factor = factorTo(noRates, scene.currency)
  const world = segmentWorld({ ...read, asOf: scene.asOf, factor })
  return segments.map((segment) => [segment, evaluateSegment(segment, world).members.toSorted()])
}

/** How often each entered more than left, where that is not the same. */
async function insideByEvents(segment: string): Promise<Readonly<Record<string, number>>> {
  const balance = new Map<string, number>()
  for (const { type, properties } of await told()) {
    if (properties.segment !== segment) continue
    const change = type === 'segment.entered' ? 1 : -1
    balance.set(properties.member, (balance.get(properties.member) ?? 0) + change)
  }
  return Object.fromEntries([...balance].filter(([, times]) => times !== 0))
}

const repeat = parseSegment({
  id: 'twice',
  name: 'Bought twice',
  resource: 'customer',
  where: { field: 'orders', op: '>=', value: 2 },
})

function order(id: string, customer: string, daysAgo: number): WrittenRow {
  return {
    entity: 'order',
    id: `shop:${id}`,
    row: {
      connection: 'shop',
      customerId: `shop:${customer}`,
      placedAt: new Date(shopNow - daysAgo * dayMs).toISOString(),
      status: 'paid',
      currency: 'EUR',
      total: 1000,
    },
  }
}

const ann: WrittenRow = {
  entity: 'customer',
  id: 'shop:ann',
  row: { connection: 'shop', email: 'ann@example.com', createdAt: '2026-01-01T00:00:00Z' },
}

test('who is in a segment when it is judged for the first time did not enter it then; who comes later did, and tells of the customer', async () => {
  await writeRows(store, [ann, order('1', 'ann', 9), order('2', 'ann', 8), order('3', 'bob', 7)])
  await follow(shopNow, [repeat])
  expect([(await membersOf('twice')).length, await told()]).toStrictEqual([1, []])
  await writeRows(store, [order('4', 'bob', 1)])
  await follow(shopNow + 1, [repeat])
  const [bob] = (await told()).map(({ type, customerId }) => [type, customerId])
  expect([(await membersOf('twice')).length, bob]).toStrictEqual([
    2,
    ['segment.entered', 'shop:bob'],
  ])
})

test('who comes with the first store that is read is in a segment at once, and did not enter it then', async () => {
  await follow(shopNow, [repeat])
  await writeRows(store, [...shopStores, ann, order('1', 'ann', 9), order('2', 'ann', 8)])
  await follow(shopNow + 1, [repeat])
  expect([(await membersOf('twice')).length, await told()]).toStrictEqual([1, []])
})

const die = () => Promise.reject(new Error('died'))
const soon = () => shopNow + 1

test('whoever dies once all values are computed leaves it to the next one to judge by them', async () => {
  await follow(shopNow, [repeat])
  await writeRows(store, [...shopStores, ann, order('1', 'ann', 9), order('2', 'ann', 8)])
  await followCustomers(store, { signal, now: soon })
  await expect(
    followSegmentValues(store, { personFollower, signal, now: soon, onFilled: die }),
  ).rejects.toThrow('died')
  await follow(shopNow + 2, [repeat])
  expect([(await membersOf('twice')).length, await told()]).toStrictEqual([1, []])
})

test('looking again without a change tells nothing more', async () => {
  await follow(shopNow, [repeat])
  await writeRows(store, [ann, order('1', 'ann', 9), order('2', 'ann', 8)])
  await follow(shopNow, [repeat])
  await follow(shopNow + 1, [repeat])
  await follow(shopNow + 2 * dayMs, [repeat])
  expect((await told()).map(({ type }) => type)).toStrictEqual(['segment.entered'])
})

test('who goes out of a window leaves on the day on which it ends, although no row changed', async () => {
  const recent = parseSegment({
    id: 'recent',
    name: 'Recent',
    resource: 'customer',
    where: { count: 'order', days: 30, op: '>=', value: 1 },
  })
  await follow(shopNow, [recent])
  await writeRows(store, [ann, order('1', 'ann', 9)])
  await follow(shopNow, [recent])
  await follow(shopNow + 20 * dayMs, [recent])
  const before = (await told()).map(({ type }) => type)
  await follow(shopNow + 21 * dayMs, [recent])
  const types = (await told()).map(({ type }) => type).toSorted()
  expect([before, types]).toStrictEqual([['segment.entered'], ['segment.entered', 'segment.left']])
})

test('predefined segments are kept and tell nothing, unless they are declared', async () => {
  const vip = predefinedSegments.filter(({ id }) => id === 'repeat_customers')
  await follow(shopNow)
  await writeRows(store, [ann, order('1', 'ann', 9), order('2', 'ann', 8)])
  await follow(shopNow)
  expect([(await membersOf('repeat_customers')).length, await told()]).toStrictEqual([1, []])
  await writeRows(store, [order('3', 'bob', 9), order('4', 'bob', 8)])
  await follow(shopNow, vip)
  expect((await told()).map(({ type }) => type)).toStrictEqual(['segment.entered'])
})

test('a segment that was made over the API is kept until it is deleted', async () => {
  await writeRows(store, [ann, order('1', 'ann', 9), order('2', 'ann', 8)])
  const own = { ...repeat, id: 'mine' }
  await store.write((dialect, org) =>
    writeOwnSegment(
      dialect,
      org,
      { id: 'mine', definition: JSON.stringify(own) },
      undefined,
      shopNow,
    ),
  )
  await follow(shopNow)
  expect((await membersOf('mine')).length).toBe(1)
  await store.write(function* (dialect, org) {
    yield* deleteOwnSegment(dialect, org, 'mine', 1)
  })
  await follow(shopNow)
  expect(await membersOf('mine')).toStrictEqual([])
})
