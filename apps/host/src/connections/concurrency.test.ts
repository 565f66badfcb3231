import { expect, test } from 'vitest'
import { learnConcurrency, newConcurrency, type Concurrency } from './concurrency.ts'

const answers = (
  before: Concurrency,
  count: number,
  answer: {
    readonly at?: number
    readonly tookMs?: number
    readonly isOverloaded?: boolean
    readonly wasFull?: boolean
  },
): Concurrency => {
  const { at = 0, tookMs = 100, isOverloaded = false, wasFull = true } = answer
  let state = before
  for (let number = 0; number < count; number += 1)
    state = learnConcurrency(state, {
      startedAt: at,
      endedAt: at + tookMs,
      isGood: !isOverloaded,
      isOverloaded,
      wasFull,
    })
  return state
}

test('a full round of good answers allows one more at once', () => {
  const state = newConcurrency(4, 64)
  expect(answers(state, 3, {}).limit).toBe(4)
  expect(answers(state, 4, {}).limit).toBe(5)
  expect(answers(state, 9, {}).limit).toBe(6)
})

test('it never grows beyond its ceiling', () => {
  expect(answers(newConcurrency(4, 5), 100, {}).limit).toBe(5)
})

test('where not all places were taken, nothing is known about more', () => {
  expect(answers(newConcurrency(4, 64), 100, { wasFull: false }).limit).toBe(4)
})

test('when answers become slow it does not grow', () => {
  const quick = answers(newConcurrency(4, 64), 4, { tookMs: 100 })
  const slow = answers(quick, 12, { tookMs: 1000 })
  expect(answers(slow, 3, { tookMs: 1000 }).limit).toBe(5)
})

test('an overload halves it, once for all requests that were under way', () => {
  const state = answers(newConcurrency(16, 64), 10, { at: 100, isOverloaded: true })
  expect(state.limit).toBe(8)
  expect(answers(state, 1, { at: 300, isOverloaded: true }).limit).toBe(4)
})

test('one request at a time always remains', () => {
  let state = newConcurrency(2, 64)
  for (let at = 0; at < 5000; at += 1000) state = answers(state, 1, { at, isOverloaded: true })
  expect(state.limit).toBe(1)
})
