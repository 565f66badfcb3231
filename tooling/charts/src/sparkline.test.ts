import { expect, test } from 'vitest'

import { sparklineLayout } from './sparkline.ts'
import type { Known } from './chart-props.ts'

const layoutOf = (values: readonly Known[]) =>
  sparklineLayout({ kind: 'sparkline', title: 'Orders', format: { type: 'count' }, values })

test('a sparkline goes from its lowest value to its highest, and has gaps', () => {
  expect(layoutOf([10, 20, null, 15]).path).toBe('M4,28L41.3,4M116,16Z')
})

test('values that are all alike lie in the middle', () => {
  expect(layoutOf([5, 5]).path).toBe('M4,16L116,16')
})

test('the dot is at the last known value', () => {
  expect(layoutOf([1, 3, null]).last).toStrictEqual({ x: 60, y: 4 })
})
