import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  modelledDatabase,
  shakyTimer,
  type ModelledDatabase,
} from '../testing/modelled-database.ts'
import { virtualTimer, type VirtualTimer } from '../testing/virtual-timer.ts'
import { budgetQueue, type BudgetQueue, type Permit } from './budget-queue.ts'
import { budgetSharing } from './budget-sharing.ts'
import type { BudgetRule } from './budget.ts'
import { budgetOf, type Budget, type Wish } from './budget-wish.ts'

const { signal } = new AbortController()
const patient = {
  isInteractive: false,
  isNested: false,
  signal,
  longestMs: Number.POSITIVE_INFINITY,
}

interface Process {
  readonly queue: BudgetQueue
  readonly budgets: readonly Budget[]
  readonly close: () => Promise<void>
}

interface Shaky {
  readonly tripMs: number
  readonly lateMs?: number
  readonly pauses?: readonly { readonly at: number; readonly forMs: number }[]
  readonly endsAt?: number
}

/** Numbers between 0 and 1 that are the same in each run. */
function chance(seed: number): () => number {
  let state = seed + 1
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function processOf(
  database: ModelledDatabase,
  timer: VirtualTimer,
  number: number,
  rules: readonly BudgetRule[],
  { tripMs, lateMs = 0, pauses = [], endsAt = Number.POSITIVE_INFINITY }: Shaky,
): Process {
  const random = chance(number)
  const own = shakyTimer(timer, {
    offsetMs: number * 100_000,
    lateMs: () => random() * lateMs,
    pauses,
    endsAt,
  })
  const store = database.storeOf(`process ${number}`, () => random() * tripMs)
  const sharing = budgetSharing(store, own, random)
  return {
    queue: budgetQueue(own, sharing),
    budgets: rules.map((rule, at) => budgetOf(rule, `limit ${at}`)),
    close: sharing.close,
  }
}

interface Sent {
  readonly at: number
  readonly by: number
}

/** Asks without a pause, so many at once, and notes what is sent. */
function work(
  { queue, budgets }: Process,
  timer: VirtualTimer,
  options: {
    readonly by: number
    readonly atOnce: number
    readonly latencyMs: number
    readonly sent: Sent[]
    readonly endsAt?: number
  },
): void {
  const { by, atOnce, latencyMs, sent, endsAt = Number.POSITIVE_INFINITY } = options
  const ask = async (): Promise<void> => {
    const permit = await queue.acquire({ ...patient, budgets })
    if ('tooLongMs' in permit || timer.now() >= endsAt) return
    sent.push({ at: timer.now(), by })
    timer.later(latencyMs, () => {
      permit.settle({ verdict: 'good' })
      void ask()
    })
  }
  for (let request = 0; request < atOnce; request += 1) void ask()
}

/** The most requests in any window, wherever it begins. */
function most(sent: readonly Sent[], windowMs: number): number {
  const times = sent.map(({ at }) => at).toSorted((a, b) => a - b)
  let first = 0
  let highest = 0
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first += 1
    highest = Math.max(highest, index - first + 1)
  }
  return highest
}

const shakes = fc.record({
  tripMs: fc.double({ min: 0, max: 20, noNaN: true }),
  lateMs: fc.double({ min: 0, max: 15, noNaN: true }),
  pauses: fc.array(fc.record({ at: fc.nat(20_000), forMs: fc.integer({ min: 50, max: 8000 }) }), {
    maxLength: 2,
  }),
  endsAt: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 500, max: 20_000 })),
})

test('no window holds more than its limit, whichever processes are late, stand still or die', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 500, max: 5000 }),
      fc.array(shakes, { minLength: 1, maxLength: 6 }),
      async (requests, windowMs, processes) => {
        const timer = virtualTimer()
        const database = modelledDatabase(timer)
        const sent: Sent[] = []
        for (const [by, shaky] of processes.entries()) {
          const process = processOf(
            database,
            timer,
            by,
            [{ window: { requests, windowMs } }],
            shaky,
          )
          work(process, timer, { by, atOnce: 8, latencyMs: 30, sent, endsAt: shaky.endsAt })
        }
        await timer.pass(20_000)
        expect(most(sent, windowMs)).toBeLessThanOrEqual(requests)
      },
    ),
    { numRuns: 20 },
  )
})

test('at least 85 % of a limit is used by processes that always have something to send, and each has its share', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 10, max: 120 }),
      fc.integer({ min: 1, max: 8 }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      async (requests, count, tripMs) => {
        const timer = virtualTimer()
        const database = modelledDatabase(timer)
        const sent: Sent[] = []
        for (let by = 0; by < count; by += 1) {
          const process = processOf(
            database,
            timer,
            by,
            [{ window: { requests, windowMs: 1000 } }],
            { tripMs },
          )
          work(process, timer, { by, atOnce: 15, latencyMs: 50, sent })
        }
        await timer.pass(12_000)
        const later = sent.filter(({ at }) => at > 4000)
        expect(later.length / (requests * 8)).toBeGreaterThanOrEqual(0.85)
        const shares = Array.from(
          { length: count },
          (_, by) => (later.filter((each) => each.by === by).length * count) / later.length,
        )
        expect(Math.min(...shares)).toBeGreaterThan(0.25)
        expect(Math.max(...shares)).toBeLessThan(2.2)
      },
    ),
    { numRuns: 10 },
  )
})

test('where the rate is high, one question is for many requests', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const sent: Sent[] = []
  for (let by = 0; by < 4; by += 1) {
    const rule = { window: { requests: 2000, windowMs: 1000 } }
    work(processOf(database, timer, by, [rule], { tripMs: 2 }), timer, {
      by,
      atOnce: 30,
      latencyMs: 40,
      sent,
    })
  }
  await timer.pass(2000)
  expect(sent.length / 4000).toBeGreaterThan(0.85)
  expect(database.statements / sent.length).toBeLessThan(0.25)
})

test('two limits that are both used up do not waste each other', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const sent: Sent[] = []
  const whole = { window: { requests: 100, windowMs: 1000 } }
  const part = { window: { requests: 25, windowMs: 1000 } }
  for (let by = 0; by < 4; by += 1) {
    const process = processOf(database, timer, by, [whole, part, part, part, part], { tripMs: 5 })
    const [all, ...parts] = process.budgets
    for (const one of parts)
      work({ ...process, budgets: all === undefined ? [] : [all, one] }, timer, {
        by,
        atOnce: 10,
        latencyMs: 50,
        sent,
      })
  }
  await timer.pass(20_000)
  expect(most(sent, 1000)).toBeLessThanOrEqual(100)
  expect(sent.filter(({ at }) => at > 5000).length / 1500).toBeGreaterThan(0.85)
})

test('a refusal that one process meets slows all of them down', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const sent: Sent[] = []
  const rule = { window: { requests: 50, windowMs: 1000 } }
  const [one, two] = [1, 2].map((by) => processOf(database, timer, by, [rule], { tripMs: 2 }))
  if (one === undefined || two === undefined) throw new Error('There are two.')
  work(two, timer, { by: 2, atOnce: 20, latencyMs: 20, sent })
  await timer.pass(3000)
  const permit = await Promise.race([
    one.queue.acquire({ ...patient, budgets: one.budgets }),
    timer.pass(1000),
  ])
  if (permit === undefined || !('settle' in permit)) throw new Error('It has its turn.')
  permit.settle({ verdict: 'limited', blockMs: 2000 })
  const refusedAt = timer.now()
  await timer.pass(12_000)
  const during = sent.filter(({ at }) => at > refusedAt + 600 && at < refusedAt + 2000)
  const after = sent.filter(({ at }) => at >= refusedAt + 3000 && at < refusedAt + 5000)
  expect(during).toStrictEqual([])
  expect(after.length).toBeLessThan(50 * 2 * 0.9 * 0.85)
  expect(after.length).toBeGreaterThan(50 * 2 * 0.9 * 0.6)
})

test('without the database nothing is sent, and what waits goes on when it is back', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const sent: Sent[] = []
  const rule = { window: { requests: 50, windowMs: 1000 } }
  work(processOf(database, timer, 1, [rule], { tripMs: 2 }), timer, {
    by: 1,
    atOnce: 5,
    latencyMs: 20,
    sent,
  })
  await timer.pass(2000)
  database.isAway = true
  await timer.pass(10_000)
  database.isAway = false
  await timer.pass(4000)
  expect(sent.filter(({ at }) => at > 2600 && at < 12_000)).toStrictEqual([])
  expect(sent.filter(({ at }) => at > 14_100).length).toBeGreaterThan(60)
})

const wish = (process: Process, changes: Partial<Wish> = {}) =>
  process.queue.acquire({ ...patient, budgets: process.budgets, ...changes })

test('who would wait for a turn longer than it may is told how long', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const rule = { window: { requests: 1, windowMs: 90_000 } }
  const [one, two] = [1, 2].map((by) => processOf(database, timer, by, [rule], { tripMs: 2 }))
  if (one === undefined || two === undefined) throw new Error('There are two.')
  const first = wish(one)
  await timer.pass(100)
  expect('settle' in (await first)).toBe(true)
  const second = wish(two, { longestMs: 2000 })
  await timer.pass(100)
  const { tooLongMs } = (await second) as { readonly tooLongMs: number }
  expect(Math.round(tooLongMs / 1000)).toBe(96)
})

test('a person goes before the turn that others wait for', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const sent: Sent[] = []
  const rule = { window: { requests: 60, windowMs: 60_000 } }
  const [one, two] = [1, 2].map((by) => processOf(database, timer, by, [rule], { tripMs: 2 }))
  if (one === undefined || two === undefined) throw new Error('There are two.')
  work(one, timer, { by: 1, atOnce: 20, latencyMs: 20, sent })
  await timer.pass(30_000)
  const waited: number[] = []
  for (let asked = 0; asked < 2; asked += 1) {
    const person = wish(two, { isInteractive: true })
    await timer.pass(100)
    const { waitedMs } = (await person) as Permit
    waited.push(waitedMs)
  }
  expect(Math.max(...waited)).toBeLessThan(100)
})

interface Open {
  readonly count: () => number
  readonly highest: () => number
}

/** Counts what is under way at the vendor. */
function opened(): Open & { begin(): void; end(): void } {
  let count = 0
  let highest = 0
  return {
    count: () => count,
    highest: () => highest,
    begin: () => {
      count += 1
      highest = Math.max(highest, count)
    },
    end: () => {
      count -= 1
    },
  }
}

/** Keeps as many requests under way as it may. */
function keepOpen(
  process: Process,
  timer: VirtualTimer,
  open: ReturnType<typeof opened>,
  options: { readonly atOnce: number; readonly latencyMs: number },
): { readonly done: () => number } {
  let done = 0
  const ask = async (): Promise<void> => {
    const permit = await wish(process)
    if ('tooLongMs' in permit) return
    open.begin()
    timer.later(options.latencyMs, () => {
      open.end()
      done += 1
      permit.settle({ verdict: 'good' })
      void ask()
    })
  }
  for (let request = 0; request < options.atOnce; request += 1) void ask()
  return { done: () => done }
}

test('no more requests are under way at once than declared, over all processes, and none of them starves', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 50, max: 800 }),
      async (total, count, latencyMs) => {
        const timer = virtualTimer()
        const database = modelledDatabase(timer)
        const open = opened()
        const rule = { concurrent: { start: total, ceiling: total } }
        const workers = Array.from({ length: count }, (_, by) =>
          keepOpen(processOf(database, timer, by, [rule], { tripMs: 4, lateMs: 3 }), timer, open, {
            atOnce: 40,
            latencyMs,
          }),
        )
        await timer.pass(15_000)
        const done = workers.map((worker) => worker.done())
        const all = done.reduce((sum, each) => sum + each, 0)
        expect(open.highest()).toBeLessThanOrEqual(total)
        expect(Math.min(...done)).toBeGreaterThanOrEqual((all / count) * 0.2)
        const places = total - Math.floor(total / 10)
        expect((all * latencyMs) / (places * 15_000)).toBeGreaterThan(0.6)
      },
    ),
    { numRuns: 6 },
  )
})

test('a tenth of those under way at once is kept for people', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const rule = { concurrent: { start: 10, ceiling: 10 } }
  const busy = processOf(database, timer, 1, [rule], { tripMs: 2 })
  keepOpen(busy, timer, opened(), { atOnce: 30, latencyMs: 10_000 })
  await timer.pass(200)
  const person = wish(busy, { isInteractive: true })
  await timer.pass(500)
  const { waitedMs } = (await person) as Permit
  expect(waitedMs).toBeLessThan(500)
})

test('what is not used is given back at once, and another process has it', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const rule = { concurrent: { start: 1, ceiling: 1 } }
  const [one, two] = [1, 2].map((by) => processOf(database, timer, by, [rule], { tripMs: 2 }))
  if (one === undefined || two === undefined) throw new Error('There are two.')
  const first = wish(one)
  await timer.pass(20)
  const permit = await first
  const second = wish(two)
  await timer.pass(300)
  if ('settle' in permit) permit.settle({ verdict: 'good' })
  await timer.pass(400)
  const { waitedMs } = (await second) as Permit
  expect(waitedMs).toBeGreaterThanOrEqual(300)
  expect(waitedMs).toBeLessThan(700)
})

test('the slots of a process that died come free when its lease ends', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const rule = { concurrent: { start: 1, ceiling: 1 } }
  const one = processOf(database, timer, 1, [rule], { tripMs: 2, endsAt: 1000 })
  const two = processOf(database, timer, 2, [rule], { tripMs: 2 })
  void wish(one)
  await timer.pass(1100)
  const second = wish(two)
  await timer.pass(6000)
  const { waitedMs } = (await second) as Permit
  expect(waitedMs).toBeGreaterThan(3000)
  expect(waitedMs).toBeLessThan(5000)
})

test('a process that stops gives back what it has', async () => {
  const timer = virtualTimer()
  const database = modelledDatabase(timer)
  const rule = { concurrent: { start: 2, ceiling: 2 } }
  const [one, two] = [1, 2].map((by) => processOf(database, timer, by, [rule], { tripMs: 2 }))
  if (one === undefined || two === undefined) throw new Error('There are two.')
  void wish(one)
  void wish(one)
  await timer.pass(20)
  const closed = one.close()
  let taken = 0
  for (let asked = 0; asked < 2; asked += 1) void wish(two).then(() => (taken += 1))
  await timer.pass(200)
  await closed
  expect(taken).toBe(2)
})
