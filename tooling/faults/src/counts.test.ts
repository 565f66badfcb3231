import { expect, test } from 'vitest'
import { countsText, statusCounts } from './counts.ts'

test('answers are counted by their status, and a broken connection has none', () => {
  const log = [{ status: 429 }, { status: 200 }, { status: 0 }, { status: 200 }]
  expect(countsText(statusCounts(log))).toBe('200 2, 429 1, connection broken 1')
})
