import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs, mayRepeat, standardRetryAfterMs } from './retry-rule.ts'

test('what happens once is repeated only where it certainly has not happened', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), (status) => {
      expect(mayRepeat('once', { status })).toBe(status === 429)
    }),
  )
  expect(mayRepeat('once', { wasSent: false, isLasting: false })).toBe(true)
  expect(mayRepeat('once', { wasSent: true, isLasting: false })).toBe(false)
})

test('what has no effect, or may be repeated, is repeated while it may help', () => {
  for (const effect of ['none', 'repeatable'] as const) {
    for (const status of [408, 429, 500, 502, 503, 504, 599])
      expect(mayRepeat(effect, { status })).toBe(true)
    for (const status of [400, 401, 404, 409, 501])
      expect(mayRepeat(effect, { status })).toBe(false)
    expect(mayRepeat(effect, { wasSent: true, isLasting: false })).toBe(true)
    expect(mayRepeat(effect, { wasSent: false, isLasting: true })).toBe(false)
  }
})

test('the wait doubles, and is never less than half of that nor more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, r) => {
        const whole = 250 * 2 ** (n - 1)
        const wait = backOffMs(250, n, r)
        expect(wait >= whole / 2 && wait <= whole).toBe(true)
      },
    ),
  )
})

const now = Date.parse('2026-11-25T12:00:00Z')
const header = (value: string, more: Readonly<Record<string, string>> = {}) =>
  standardRetryAfterMs(new Headers({ 'retry-after': value, ...more }), now)

test('Retry-After is read in seconds and as a date, and never as more than a day', () => {
  expect(header('30')).toBe(30_000)
  expect(header('0')).toBe(0)
  expect(header('Wed, 25 Nov 2026 12:02:00 GMT')).toBe(120_000)
  expect(header('Wed, 25 Nov 2026 11:00:00 GMT')).toBe(0)
  expect(header('99999999')).toBe(86_400_000)
})

test("a date counts from the answer's own, where it has one", () => {
  const date = 'Wed, 25 Nov 2026 12:01:30 GMT'
  expect(header('Wed, 25 Nov 2026 12:02:00 GMT', { date })).toBe(30_000)
})

test('what is no Retry-After says nothing', () => {
  expect(header('soon')).toBeUndefined()
  expect(standardRetryAfterMs(new Headers(), now)).toBeUndefined()
})
