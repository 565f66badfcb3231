import { expect, test } from 'vitest'

import { localTimeIn } from './local-time.ts'

test('summer and winter have other offsets, and the zone is not said', () => {
  const copenhagen = localTimeIn('Europe/Copenhagen')
  expect(copenhagen(Date.UTC(2026, 6, 1, 12, 30, 5))).toBe('2026-07-01 14:30:05')
  expect(copenhagen(Date.UTC(2026, 0, 1, 23, 30))).toBe('2026-01-02 00:30:00')
})

test('the hour before the clock goes back and the hour after it read alike', () => {
  const copenhagen = localTimeIn('Europe/Copenhagen')
  expect(copenhagen(Date.UTC(2026, 9, 25, 0, 15))).toBe('2026-10-25 02:15:00')
  expect(copenhagen(Date.UTC(2026, 9, 25, 1, 15))).toBe('2026-10-25 02:15:00')
})
