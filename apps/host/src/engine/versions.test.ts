import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { versionText } from './versions.ts'

const now = Date.UTC(2026, 10, 24)

test('numbers sort as text as they do as numbers', () => {
  const number = fc.integer({ min: 0, max: 1e12 })
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect((versionText(a, now) ?? '') < (versionText(b, now) ?? '')).toBe(a < b)
    }),
  )
})

test('an instant more than a day ahead is dropped, as number and as text', () => {
  const dayMs = 86_400_000
  expect(versionText(now + dayMs, now)).not.toBeNull()
  expect(versionText(now + dayMs + 1, now)).toBeNull()
  expect(versionText('2027-11-24T00:00:00Z', now)).toBeNull()
  expect(versionText('2026-11-24T00:00:00Z', now)).toBe('2026-11-24T00:00:00Z')
})

test('what cannot be sorted is the author’s mistake', () => {
  for (const value of [1.5, -1, Number.NaN, {}, true])
    expect(() => versionText(value, now)).toThrow('version must be')
})

test('no version is no version', () => {
  expect(versionText(undefined, now)).toBeNull()
})
