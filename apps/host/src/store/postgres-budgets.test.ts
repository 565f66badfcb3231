import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import {
  freshBudget,
  modelledGrant,
  modelledReport,
  type ModelledBudget,
} from '../testing/modelled-budgets.ts'
import { newStorePlace } from '../testing/test-stores.ts'
import {
  budgetQuery,
  giveSlotsQuery,
  grantOf,
  grantQuery,
  keepSlotsQuery,
  openStore,
  presenceQuery,
  reportQuery,
  slotsQuery,
  takenOf,
  takeSlotsQuery,
  type BudgetReport,
  type Grant,
  type GrantWish,
  type SlotWish,
  type Store,
} from './index.ts'

async function openPlace(count = 1): Promise<readonly Store[]> {
  const place = await newStorePlace('postgres')
  const stores: Store[] = []
  for (let at = 0; at < count; at += 1)
    stores.push(await openStore({ store: place.address, organisation: 'nordlys' }))
  onTestFinished(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await place.remove()
  })
  return stores
}

async function oneStore(): Promise<Store> {
  const [store] = await openPlace()
  if (store === undefined) throw new Error('There is a store.')
  return store
}

const wish: GrantWish = {
  key: 'a',
  requests: 100,
  windowMs: 1000,
  wanted: 1,
  processes: 1,
  leaseMs: 50,
  creditMs: 0,
  aheadMs: 0,
  leadMs: 0,
  withinMs: 60_000,
}

const known = (store: Store, key: string) =>
  store.once((dialect, org) => budgetQuery(dialect, org, key))

async function grant(store: Store, changes: Partial<GrantWish> = {}): Promise<Grant> {
  const rows = await store.once((dialect, org) => grantQuery(dialect, org, { ...wish, ...changes }))
  const granted = grantOf(rows)
  if (granted === undefined) throw new Error('The budget is known.')
  return granted
}

test('a limit that nobody made known gives nothing', async () => {
  const store = await oneStore()
  const rows = await store.once((dialect, org) => grantQuery(dialect, org, wish))
  expect(grantOf(rows)).toBeUndefined()
})

test('processes that ask at the same time are given turns of their own, one pace apart', async () => {
  const stores = await openPlace(4)
  const [first] = stores
  if (first !== undefined) await known(first, 'a')
  const turns: number[] = []
  await Promise.all(
    stores.map(async (store) => {
      for (let asked = 0; asked < 25; asked += 1) {
        const { granted, startMs, paceMs } = await grant(store, { wanted: 3 })
        for (let turn = 0; turn < granted; turn += 1) turns.push(startMs + turn * paceMs)
      }
    }),
  )
  const inOrder = turns.toSorted((a, b) => a - b)
  const closest = Math.min(...inOrder.slice(1).map((at, index) => at - (inOrder[index] ?? 0)))
  expect(turns.length).toBeGreaterThan(20)
  expect(closest).toBeGreaterThanOrEqual(1000 / 90 - 0.01)
})

const limitOf = fc.record({
  requests: fc.integer({ min: 1, max: 5000 }),
  windowMs: fc.integer({ min: 100, max: 86_400_000 }),
})
const step = fc.oneof(
  fc.record({
    kind: fc.constant('grant' as const),
    wanted: fc.integer({ min: 1, max: 40 }),
    processes: fc.integer({ min: 1, max: 10 }),
    leaseMs: fc.integer({ min: 5, max: 500 }),
    creditMs: fc.integer({ min: 0, max: 5000 }),
    aheadMs: fc.integer({ min: 0, max: 5000 }),
    leadMs: fc.integer({ min: 0, max: 500 }),
    withinMs: fc.integer({ min: 0, max: 60_000 }),
  }),
  fc.record({
    kind: fc.constant('report' as const),
    blockMs: fc.constantFrom(0, 0, 2, 5000),
    isLimited: fc.boolean(),
  }),
)

test('the statements do what their model does', async () => {
  const store = await oneStore()
  let number = 0
  await fc.assert(
    fc.asyncProperty(limitOf, fc.array(step, { maxLength: 12 }), async (limit, steps) => {
      number += 1
      const key = `limit ${number}`
      await known(store, key)
      const differences: object[] = []
      let model = freshBudget
      for (const each of steps) {
        if (each.kind === 'report') {
          const { blockMs, isLimited } = each
          const report = { key, windowMs: limit.windowMs, blockMs, isLimited }
          const after = await reported(store, report, model)
          differences.push(...after.differences)
          model = after.budget
        } else {
          const { kind: _, ...changes } = each
          const asked = { ...wish, ...changes, ...limit, key }
          const given = await grant(store, asked)
          const expected = modelledGrant(model, asked, given.nowMs)
          const apartMs = Math.abs(given.startMs - expected.grant.startMs)
          if (given.granted !== expected.grant.granted || apartMs > 0.5)
            differences.push({ given, expected: expected.grant })
          model = expected.budget
        }
      }
      expect(differences).toStrictEqual([])
    }),
    { numRuns: 100 },
  )
})

/** Reports, and reads what the statement made of it. When it looked at the clock shows in what it wrote. */
async function reported(
  store: Store,
  report: BudgetReport,
  before: ModelledBudget,
): Promise<{ readonly budget: ModelledBudget; readonly differences: readonly object[] }> {
  await store.once((dialect, org) => reportQuery(dialect, org, report))
  const [row] = await store.once(({ build }, org) =>
    build.selectFrom('budget').selectAll().where('org', '=', org).where('key', '=', report.key),
  )
  if (row === undefined) throw new Error('The budget is known.')
  const lowered = row.lowered_at / 1000
  const blocked = row.blocked_until / 1000
  const now = lowered > before.loweredAt ? lowered : blocked - report.blockMs
  const expected = modelledReport(before, report, now)
  const share = row.share / 1e6
  const isSame = Math.abs(share - expected.share) < 1e-5
  return {
    budget: { ...expected, share, blockedUntil: blocked, loweredAt: lowered },
    differences: isSame ? [] : [{ share, expected }],
  }
}

test('who has to do with a limit is counted, others are not', async () => {
  const store = await oneStore()
  const presence = async (owner: string, key: string) =>
    (await store.once((dialect, org) => presenceQuery(dialect, org, key, owner)))[0]?.processes
  expect(await presence('one', 'a')).toBe(1)
  expect(await presence('two', 'a')).toBe(2)
  expect(await presence('one', 'a')).toBe(2)
  expect(await presence('three', 'c')).toBe(1)
})

const slotWish: SlotWish = {
  key: 'a',
  owner: 'one',
  wanted: 1,
  below: 2,
  isInteractive: false,
  held: 0,
}

async function slotStore(total: number): Promise<{
  readonly take: (changes: Partial<SlotWish>) => Promise<readonly number[]>
  readonly give: (owner: string, ...slots: number[]) => Promise<void>
  readonly store: Store
}> {
  const store = await oneStore()
  await store.once((dialect, org) => slotsQuery(dialect, org, 'a', total))
  return {
    store,
    take: async (changes) =>
      takenOf(
        await store.once((dialect, org) =>
          takeSlotsQuery(dialect, org, { ...slotWish, ...changes }),
        ),
      ).slots,
    give: async (owner, ...slots) => {
      await store.once((dialect, org) => giveSlotsQuery(dialect, org, 'a', owner, slots))
    },
  }
}

test('a slot has one owner, however many ask at the same time', async () => {
  const { take } = await slotStore(5)
  const taken = await Promise.all(
    Array.from({ length: 12 }, (_, at) => take({ owner: `process ${at}`, below: 5 })),
  )
  const slots = taken.flat()
  expect(new Set(slots).size).toBe(slots.length)
  expect(slots.length).toBeGreaterThan(0)
})

test('who waited longest gets the next slot, though another asks first', async () => {
  const { take, give } = await slotStore(1)
  expect(await take({ owner: 'one' })).toStrictEqual([0])
  expect(await take({ owner: 'two' })).toStrictEqual([])
  expect(await take({ owner: 'three' })).toStrictEqual([])
  await give('one', 0)
  expect(await take({ owner: 'one' })).toStrictEqual([])
  expect(await take({ owner: 'three' })).toStrictEqual([])
  expect(await take({ owner: 'two' })).toStrictEqual([0])
})

test('a person goes before those in line, and has slots that others may not take', async () => {
  const { take, give } = await slotStore(2)
  expect(await take({ owner: 'one', wanted: 2, below: 1 })).toStrictEqual([0])
  expect(await take({ owner: 'two', below: 1 })).toStrictEqual([])
  expect(await take({ owner: 'person', isInteractive: true })).toStrictEqual([1])
  expect(await take({ owner: 'another', isInteractive: true })).toStrictEqual([])
  await give('one', 0)
  expect(await take({ owner: 'two', below: 1 })).toStrictEqual([])
  expect(await take({ owner: 'another', isInteractive: true })).toStrictEqual([0])
})

test('who keeps its slots hears whether others wait, and who left the line is not waited for', async () => {
  const { take, give, store } = await slotStore(1)
  await take({ owner: 'one' })
  await take({ owner: 'two' })
  const keep = () => store.once((dialect, org) => keepSlotsQuery(dialect, org, 'one'))
  expect(await keep()).toStrictEqual([{ key: 'a', n: 0, waiting: 1, others: 1 }])
  await give('two')
  expect(await keep()).toStrictEqual([{ key: 'a', n: 0, waiting: 0, others: 0 }])
})

test('nobody takes more than an equal share where others want more than they have', async () => {
  const { take } = await slotStore(6)
  const wide = { below: 6 }
  expect(await take({ ...wide, owner: 'one', wanted: 5 })).toHaveLength(5)
  expect(await take({ ...wide, owner: 'two', wanted: 4 })).toStrictEqual([5])
  expect(await take({ ...wide, owner: 'one', wanted: 4, held: 5 })).toStrictEqual([])
})

test('the slots of a process that is gone come free', async () => {
  const { take, store } = await slotStore(1)
  await take({ owner: 'one' })
  await store.once(({ build }, org) =>
    build.updateTable('budget_slot').set({ until: 1 }).where('org', '=', org).returning('n'),
  )
  expect(await store.once((dialect, org) => keepSlotsQuery(dialect, org, 'one'))).toStrictEqual([])
  expect(await take({ owner: 'two' })).toStrictEqual([0])
})
