import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockOf, instantOfLocal } from './local-time.ts'
import type { Settings } from './settings.ts'

const by = (timeZone?: string) => ({ timeZone }) as Settings
const instant = (text: string, timeZone?: string) => {
  const at = instantOfLocal(text, by(timeZone))
  return at === undefined ? undefined : new Date(at).toISOString()
}

test.each([
  ['2026-03-02 10:06:11', undefined, '2026-03-02T10:06:11.000Z'],
  ['2026-03-02 10:06:11', 'Europe/Copenhagen', '2026-03-02T09:06:11.000Z'],
  ['2026-07-02 10:06', 'Europe/Copenhagen', '2026-07-02T08:06:00.000Z'],
  ['2025-07-10T09:49:42.000000Z', 'Europe/Copenhagen', '2025-07-10T09:49:42.000Z'],
  // Comes twice: the later one.
  ['2026-10-25 02:30:00', 'Europe/Copenhagen', '2026-10-25T01:30:00.000Z'],
  ['yesterday', undefined, undefined],
])('%s by the clocks of %s is %s', (text, timeZone, expected) => {
  expect(instant(text, timeZone)).toBe(expected)
})

test('what the clocks show of an instant is that instant again, or the later one of the hour that comes twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0, 1) / 1_000, max: Date.UTC(2030, 0, 1) / 1_000 }),
      fc.constantFrom('UTC', 'Europe/Copenhagen', 'America/New_York', 'Asia/Kolkata'),
      (second, timeZone) => {
        const at = second * 1_000
        const shown = new Date(clockOf(at, by(timeZone))).toISOString().slice(0, 19)
        const read = instantOfLocal(shown.replace('T', ' '), by(timeZone)) ?? 0
        expect([0, 3_600_000]).toContain(read - at)
      },
    ),
  )
})
