import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { virtualTimer, type VirtualTimer } from '../testing/virtual-timer.ts'
import { budgetQueue, type BudgetQueue } from './budget-queue.ts'
import { budgetOf, type Budget, type Wish } from './budget-wish.ts'

const { signal } = new AbortController()
const patient = {
  isInteractive: false,
  isNested: false,
  signal,
  longestMs: Number.POSITIVE_INFINITY,
}

/** A vendor that counts in fixed windows of its own, beginning anywhere. */
function fixedWindowVendor(limit: number, windowMs: number, phase: number) {
  const counts = new Map<number, number>()
  return {
    counts,
    takes: (now: number): boolean => {
      const at = Math.floor((now + phase) / windowMs)
      const count = (counts.get(at) ?? 0) + 1
      counts.set(at, count)
      return count <= limit
    },
  }
}

/** Workers that ask without a pause, each again as soon as it has an answer. */
function work(
  queue: BudgetQueue,
  timer: VirtualTimer,
  budget: Budget,
  options: {
    readonly workers: number
    readonly latencyMs: number
    readonly takes: (now: number) => boolean
  },
): void {
  const ask = async (): Promise<void> => {
    const permit = await queue.acquire({ ...patient, budgets: [budget] })
    if ('tooLongMs' in permit) return
    const isTaken = options.takes(timer.now())
    timer.later(options.latencyMs, () => {
      permit.settle(isTaken ? { verdict: 'good' } : { verdict: 'limited', blockMs: 250 })
      void ask()
    })
  }
  for (let worker = 0; worker < options.workers; worker += 1) void ask()
}

test('no window of a vendor ever holds more than its limit, and at least 85 % of it is used', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 10, max: 300 }),
      fc.integer({ min: 200, max: 60_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (limit, windowMs, phase) => {
        const timer = virtualTimer()
        const vendor = fixedWindowVendor(limit, windowMs, phase * windowMs)
        const budget = budgetOf({ window: { requests: limit, windowMs } })
        const latencyMs = windowMs / 50
        work(budgetQueue(timer), timer, budget, { workers: 20, latencyMs, takes: vendor.takes })
        await timer.pass(windowMs * 12)
        const counts = [...vendor.counts.values()]
        expect(Math.max(...counts)).toBeLessThanOrEqual(limit)
        const used = counts.reduce((sum, count) => sum + count, 0) / (limit * 12)
        expect(used).toBeGreaterThanOrEqual(0.85)
      },
    ),
    { numRuns: 25 },
  )
})

test('no window of a vendor with a small limit ever holds more, whoever asks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.record({ at: fc.nat(20_000), isInteractive: fc.boolean() }), { maxLength: 60 }),
      async (limit, phase, asks) => {
        const timer = virtualTimer()
        const queue = budgetQueue(timer)
        const vendor = fixedWindowVendor(limit, 1000, phase * 1000)
        const budget = budgetOf({ window: { requests: limit, windowMs: 1000 } })
        const taken: boolean[] = []
        const ask = async (isInteractive: boolean) => {
          const permit = await queue.acquire({ ...patient, isInteractive, budgets: [budget] })
          taken.push(vendor.takes(timer.now()))
          if ('settle' in permit) permit.settle({ verdict: 'good' })
        }
        for (const { at, isInteractive } of asks)
          timer.later(at, () => {
            void ask(isInteractive)
          })
        await timer.pass(120_000)
        expect(taken).toStrictEqual(asks.map(() => true))
      },
    ),
    { numRuns: 50 },
  )
})

test('a vendor that takes half of what was declared soon refuses hardly anything', async () => {
  const timer = virtualTimer()
  const vendor = fixedWindowVendor(50, 1000, 300)
  const budget = budgetOf({ window: { requests: 100, windowMs: 1000 } })
  let refused = 0
  let asked = 0
  const takes = (now: number) => {
    const isTaken = vendor.takes(now)
    if (now > 10_000) asked += 1
    if (now > 10_000 && !isTaken) refused += 1
    return isTaken
  }
  work(budgetQueue(timer), timer, budget, { workers: 20, latencyMs: 20, takes })
  await timer.pass(120_000)
  expect(refused / asked).toBeLessThan(0.05)
  expect(asked / 110).toBeGreaterThan(25)
})

/** Who is let through, in order. */
function recorder(queue: BudgetQueue) {
  const order: string[] = []
  const ask = (name: string, wish: Partial<Wish> & Pick<Wish, 'budgets'>) => {
    void queue.acquire({ ...patient, ...wish }).then(() => order.push(name))
  }
  return { order, ask }
}

test('first come, first served', async () => {
  const timer = virtualTimer()
  const { order, ask } = recorder(budgetQueue(timer))
  const budgets = [budgetOf({ window: { requests: 1, windowMs: 100 } })]
  for (const name of ['a', 'b', 'c']) ask(name, { budgets })
  await timer.pass(500)
  expect(order).toStrictEqual(['a', 'b', 'c'])
})

test('a person who waits goes before the others', async () => {
  const timer = virtualTimer()
  const { order, ask } = recorder(budgetQueue(timer))
  const budgets = [budgetOf({ window: { requests: 1, windowMs: 100 } })]
  ask('first', { budgets })
  ask('bulk', { budgets })
  ask('person', { budgets, isInteractive: true })
  await timer.pass(500)
  expect(order).toStrictEqual(['first', 'person', 'bulk'])
})

test('a tenth of the places is kept for people', async () => {
  const timer = virtualTimer()
  const { order, ask } = recorder(budgetQueue(timer))
  const budgets = [budgetOf({ concurrent: { start: 10, ceiling: 10 } })]
  for (let number = 1; number <= 10; number += 1) ask(`bulk ${number}`, { budgets })
  ask('person', { budgets, isInteractive: true })
  await timer.pass(10)
  expect(order).toHaveLength(10)
  expect(order).toContain('person')
  expect(order).not.toContain('bulk 10')
})

test('who waits for a narrow budget keeps nobody out of a wide one, and is not overtaken in the narrow one', async () => {
  const timer = virtualTimer()
  const { order, ask } = recorder(budgetQueue(timer))
  const wide = budgetOf({ window: { requests: 100, windowMs: 100 } })
  const narrow = budgetOf({ window: { requests: 1, windowMs: 1000 } })
  ask('narrow 1', { budgets: [wide, narrow] })
  ask('narrow 2', { budgets: [wide, narrow] })
  ask('wide', { budgets: [wide] })
  ask('narrow 3', { budgets: [narrow] })
  await timer.pass(5000)
  expect(order).toStrictEqual(['narrow 1', 'wide', 'narrow 2', 'narrow 3'])
})

test('who is called off leaves the queue, and those behind move up', async () => {
  const timer = virtualTimer()
  const queue = budgetQueue(timer)
  const { order, ask } = recorder(queue)
  const controller = new AbortController()
  const budgets = [budgetOf({ window: { requests: 1, windowMs: 1000 } })]
  ask('a', { budgets })
  const left = queue.acquire({ ...patient, budgets, signal: controller.signal })
  ask('c', { budgets })
  controller.abort()
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  await timer.pass(1200)
  expect(order).toStrictEqual(['a', 'c'])
})

test('a wait that would be too long is refused at once, and said', async () => {
  const timer = virtualTimer()
  const queue = budgetQueue(timer)
  const budgets = [budgetOf({ window: { requests: 9, windowMs: 90_000 } })]
  for (let sent = 0; sent < 9; sent += 1) await queue.acquire({ ...patient, budgets })
  expect(await queue.acquire({ ...patient, budgets, longestMs: 2000 })).toStrictEqual({
    tooLongMs: 90_000,
  })
})

test('who waits for a place longer than it may is told so', async () => {
  const timer = virtualTimer()
  const queue = budgetQueue(timer)
  const budgets = [budgetOf({ concurrent: { start: 1, ceiling: 1 } })]
  await queue.acquire({ ...patient, budgets })
  const second = queue.acquire({ ...patient, budgets, longestMs: 2000 })
  await timer.pass(2001)
  expect(await second).toStrictEqual({ tooLongMs: 1000 })
})

test('when the vendor wants to be left alone for long, those who wait already are told so', async () => {
  const timer = virtualTimer()
  const queue = budgetQueue(timer)
  const budgets = [budgetOf({ concurrent: { start: 1, ceiling: 1 } })]
  const first = await queue.acquire({ ...patient, budgets })
  const waiting = [1, 2].map(() => queue.acquire({ ...patient, budgets, longestMs: 2000 }))
  if ('settle' in first) first.settle({ verdict: 'limited', blockMs: 30_000 })
  expect(await Promise.all(waiting)).toStrictEqual([{ tooLongMs: 30_000 }, { tooLongMs: 30_000 }])
})
