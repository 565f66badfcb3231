import { expect, test } from 'vitest'

import { limitsOf } from './limits.ts'
import type { Answer } from './answer.ts'

const account = 'acct_1'

/** Asks as often as this in the same moment; answered are those that are not refused. */
const asked = (times: number, options: { livemode: boolean; endpoints: number }) => {
  let now = 0
  const limits = limitsOf({ livemode: options.livemode, nowMs: () => now })
  const burst = (): readonly (Answer | undefined)[] =>
    Array.from({ length: times }, (_, index) => {
      const refused = limits.enter(account, `GET /v1/${index % options.endpoints}`)
      if (refused === undefined) limits.leave(account)
      return refused
    })
  return {
    burst,
    wait: (ms: number) => {
      now += ms
    },
  }
}

const reasons = (answers: readonly (Answer | undefined)[]) => [
  ...new Set(answers.map((answer) => answer?.headers?.['stripe-rate-limited-reason'] ?? 'none')),
]

test('one endpoint of a live account answers twenty-five requests a second', () => {
  const { burst, wait } = asked(40, { livemode: true, endpoints: 1 })
  const first = burst()
  expect(first.filter((answer) => answer === undefined)).toHaveLength(25)
  expect(reasons(first)).toStrictEqual(['none', 'endpoint-rate'])
  wait(999)
  expect(reasons(burst())).toStrictEqual(['endpoint-rate'])
  wait(1)
  expect(burst().filter((answer) => answer === undefined)).toHaveLength(25)
})

test('a live account answers a hundred a second over all its endpoints', () => {
  const { burst } = asked(150, { livemode: true, endpoints: 10 })
  const answers = burst()
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(100)
  expect(reasons(answers)).toStrictEqual(['none', 'global-rate'])
})

test('a sandbox answers twenty-five a second in all', () => {
  const { burst } = asked(60, { livemode: false, endpoints: 10 })
  expect(burst().filter((answer) => answer === undefined)).toHaveLength(25)
})

test('too many at the same time are refused, whatever the rate', () => {
  const limits = limitsOf({ livemode: true, nowMs: () => 0 })
  const answers = Array.from({ length: 40 }, (_, index) => limits.enter(account, `GET ${index}`))
  expect(reasons(answers)).toStrictEqual(['none', 'global-concurrency'])
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(30)
  limits.leave(account)
  expect(limits.enter(account, 'GET next')).toBe(undefined)
})

test('accounts do not share their limits', () => {
  const limits = limitsOf({ livemode: false, nowMs: () => 0 })
  for (let count = 0; count < 25; count += 1) {
    limits.enter(account, 'GET /v1/charges')
    limits.leave(account)
  }
  expect(limits.enter(account, 'GET /v1/charges')?.status).toBe(429)
  expect(limits.enter('acct_2', 'GET /v1/charges')).toBe(undefined)
})
