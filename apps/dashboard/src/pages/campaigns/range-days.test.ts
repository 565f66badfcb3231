import { expect, test } from 'vitest'
import type { RangeName } from '../dashboards/dashboard-state.ts'
import { rangeDays } from './range-days.ts'

test.for<readonly [RangeName, string, string]>([
  ['today', '2026-01-14', '2026-01-14'],
  ['yesterday', '2026-01-13', '2026-01-13'],
  ['last7', '2026-01-07', '2026-01-13'],
  ['last30', '2025-12-15', '2026-01-13'],
  ['last90', '2025-10-16', '2026-01-13'],
  ['lastWeek', '2026-01-05', '2026-01-11'],
  ['thisMonth', '2026-01-01', '2026-01-14'],
  ['lastMonth', '2025-12-01', '2025-12-31'],
  ['thisYear', '2026-01-01', '2026-01-14'],
  ['last12Months', '2025-01-01', '2025-12-31'],
])('on a Wednesday in January %s goes from %s to %s', ([name, from, to]) => {
  expect(rangeDays(name, '2026-01-14')).toStrictEqual({ from, to })
})

test('days that were written stay as they are', () => {
  const range = { from: '2026-02-01', to: '2026-02-03' }
  expect(rangeDays(range, '2026-01-14')).toStrictEqual(range)
})
