import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateLimiter } from './rate-limit.ts'

test('a burst passes, and then as many as the rate gives back', () => {
  const limiter = rateLimiter({ burst: 2, perSecond: 1 })
  const answers = [0, 0, 0, 1000, 1000].map((now) => limiter('shop', now))
  expect(answers).toStrictEqual([undefined, undefined, 1, undefined, 1])
})

test('one connection takes nothing from another', () => {
  const limiter = rateLimiter({ burst: 1, perSecond: 1 })
  expect([limiter('a', 0), limiter('b', 0), limiter('a', 0)]).toStrictEqual([
    undefined,
    undefined,
    1,
  ])
})

test('in no time do more pass than the burst and what the rate gives', () => {
  const gaps = fc.array(fc.nat(500), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 20 }), (waits, perSecond) => {
      const limiter = rateLimiter({ burst: 5, perSecond })
      let now = 0
      let passed = 0
      for (const wait of waits) {
        now += wait
        if (limiter('shop', now) === undefined) passed += 1
      }
      expect(passed).toBeLessThanOrEqual(5 + (now / 1000) * perSecond)
    }),
  )
})

test('who has all calls left is forgotten where very many call, and nobody else', () => {
  const limit = rateLimiter({ burst: 1, perSecond: 1 })
  expect(limit('first', 0)).toBeUndefined()
  for (let caller = 0; caller < 10_000; caller += 1) limit(`${caller}`, 500)
  expect(limit('another', 1200)).toBeUndefined()
  expect(limit('0', 1200)).toBe(1)
})
