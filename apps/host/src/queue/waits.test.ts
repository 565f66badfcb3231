import { expect, test } from 'vitest'
import { defaultWaits, retryWait } from './waits.ts'

const passing = { $fault: 'v1', kind: 'transient', message: 'down' } as const
const limited = { $fault: 'v1', kind: 'rateLimit', message: 'busy', retryAfterMs: 10_000 } as const

test('the wait after a failure doubles with each attempt, with jitter, up to the longest', () => {
  for (const [attempt, whole] of [
    [0, 1000],
    [3, 8000],
    [30, 900_000],
  ] as const) {
    const wait = retryWait(defaultWaits, attempt, passing)
    expect(wait >= whole / 2 && wait <= whole).toBe(true)
  }
})

test('the wait for a budget stays as long as the budget says, however often it was waited for', () => {
  for (const attempt of [0, 8]) {
    const wait = retryWait(defaultWaits, attempt, limited)
    expect(wait >= 10_000 && wait <= 11_000).toBe(true)
  }
})

test('a vendor that names a longer wait is obeyed', () => {
  expect(retryWait(defaultWaits, 0, { ...passing, retryAfterMs: 60_000 })).toBe(60_000)
})
