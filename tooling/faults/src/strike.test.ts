import { expect, test } from 'vitest'
import { randomNumbers } from './draw.ts'
import { drawStrike, ordersFor, strikeText } from './strike.ts'

const drawn = (seed: number) => {
  const random = randomNumbers(seed)
  return Array.from({ length: 50 }, () => drawStrike(random))
}

test('the same seed draws the same moments, of both kinds', () => {
  expect(drawn(3)).toStrictEqual(drawn(3))
  expect(new Set(drawn(3).map(({ after }) => after)).size).toBe(2)
  expect(drawn(3).filter(({ count }) => count < 1)).toStrictEqual([])
})

test('a moment among statements is the process’s own to count', () => {
  expect(ordersFor({ after: 'statements', count: 5 })).toStrictEqual({
    kill: { phase: 'committing', moment: 5 },
  })
  expect(ordersFor({ after: 'requests', count: 5, delayMs: 1 })).toStrictEqual({})
  expect(ordersFor(undefined)).toStrictEqual({})
})

test('a moment is told in words', () => {
  expect(strikeText({ after: 'requests', count: 5, delayMs: 7 })).toBe('7 ms after request 5')
  expect(strikeText({ after: 'statements', count: 5 })).toBe('after statement 5')
})
