import { expect, test } from 'vitest'
import {
  chargeBudget,
  currentShare,
  newBudget,
  settleBudget,
  waitForBudget,
  type BudgetAnswer,
  type BudgetRule,
} from './budget.ts'

const rule: BudgetRule = { window: { requests: 100, windowMs: 1000 } }
const bulk = { isInteractive: false, isNested: false }
const person = { isInteractive: true, isNested: false }

const answered = (
  endedAt: number,
  verdict: BudgetAnswer['verdict'],
  blockMs?: number,
): BudgetAnswer => ({
  startedAt: endedAt - 10,
  endedAt,
  verdict,
  wasFull: true,
  ...(blockMs !== undefined && { blockMs }),
})

/** Charges and settles one request. */
function once(of: BudgetRule, state: ReturnType<typeof newBudget>, answer: BudgetAnswer) {
  return settleBudget(of, chargeBudget(of, state, answer.startedAt), answer)
}

test('a budget begins at 90 % of the limit', () => {
  expect(currentShare(rule, newBudget(rule), 0)).toBe(0.9)
})

test('a refusal blocks for as long as the vendor asked, people too', () => {
  const state = once(rule, newBudget(rule), answered(1000, 'limited', 500))
  expect(waitForBudget(rule, state, bulk, 1000)).toBe(500)
  expect(waitForBudget(rule, state, person, 1100)).toBe(400)
  expect(waitForBudget(rule, state, bulk, 1500)).toBe(0)
})

test('a refusal lowers the rate to 70 %, at most once a window', () => {
  const first = once(rule, newBudget(rule), answered(1000, 'limited'))
  const second = once(rule, first, answered(1500, 'limited'))
  const third = once(rule, second, answered(2000, 'limited'))
  expect(currentShare(rule, first, 1000)).toBeCloseTo(0.63)
  expect(currentShare(rule, second, 1500)).toBeCloseTo(0.63)
  expect(currentShare(rule, third, 2000)).toBeCloseTo(0.65 * 0.7)
})

test('every quiet window gives 2 % of the limit back, and no more than there was', () => {
  const state = once(rule, newBudget(rule), answered(1000, 'limited'))
  expect(currentShare(rule, state, 1999)).toBeCloseTo(0.63)
  expect(currentShare(rule, state, 6000)).toBeCloseTo(0.73)
  expect(currentShare(rule, state, 600_000)).toBe(0.9)
})

test('a limit of a day may be used at once, and people have a tenth of it in reserve', () => {
  const daily: BudgetRule = { window: { requests: 1000, windowMs: 86_400_000 } }
  let state = newBudget(daily)
  for (let sent = 0; sent < 900; sent += 1) {
    expect(waitForBudget(daily, state, bulk, sent)).toBe(0)
    state = chargeBudget(daily, state, sent)
  }
  expect(waitForBudget(daily, state, bulk, 1000)).toBeGreaterThan(86_000_000)
  for (let sent = 0; sent < 100; sent += 1) {
    expect(waitForBudget(daily, state, person, 1000)).toBe(0)
    state = chargeBudget(daily, state, 1000)
  }
  expect(waitForBudget(daily, state, person, 1000)).toBeGreaterThan(86_000_000)
})

test('near the share of errors at which the vendor blocks, nothing is sent until its window is over', () => {
  const careful: BudgetRule = { maxErrorShare: 0.5 }
  let state = newBudget(careful)
  for (let at = 1; at <= 20; at += 1)
    state = once(careful, state, answered(at * 100, at % 2 === 0 ? 'failed' : 'good'))
  expect(waitForBudget(careful, state, bulk, 2000)).toBe(58_100)
  expect(waitForBudget(careful, state, bulk, 60_100)).toBe(0)
})

test('a few failures say nothing about a share of errors', () => {
  const careful: BudgetRule = { maxErrorShare: 0.5 }
  let state = newBudget(careful)
  for (let at = 1; at <= 10; at += 1) state = once(careful, state, answered(at * 100, 'failed'))
  expect(waitForBudget(careful, state, bulk, 2000)).toBe(0)
})

test('a request that was called off gives its place back and teaches nothing', () => {
  const places: BudgetRule = { concurrent: { start: 1, ceiling: 1 } }
  const state = once(places, newBudget(places), answered(10, 'none'))
  expect(state).toStrictEqual(newBudget(places))
})
