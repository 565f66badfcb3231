import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { valueAxis } from './value-axis.ts'

const counts = { type: 'count' } as const
const options = { locale: 'en', count: 5 }

test('an axis begins at nothing, and ends at a round value', () => {
  const { lowest, highest, ticks } = valueAxis([12, 87], counts, options)
  expect([lowest, highest]).toStrictEqual([0, 100])
  expect(ticks.map(({ label }) => label)).toStrictEqual(['0', '20', '40', '60', '80', '100'])
})

test('what is counted has no lines between whole numbers', () => {
  expect(valueAxis([1, 2], counts, options).ticks.map(({ value }) => value)).toStrictEqual([
    0, 1, 2,
  ])
})

test('where all is nothing the axis has an end all the same', () => {
  expect(valueAxis([0, null], { type: 'money', currency: 'EUR' }, options)).toStrictEqual({
    lowest: 0,
    highest: 100,
    ticks: [
      { value: 0, label: '€0' },
      { value: 100, label: '€1' },
    ],
  })
})

test('an axis holds all values, and its lines rise within it, each with another label', () => {
  const value = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
  )
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
      const { lowest, highest, ticks } = valueAxis(values, counts, options)
      expect(lowest).toBeLessThanOrEqual(Math.min(0, ...values))
      expect(highest).toBeGreaterThanOrEqual(Math.max(0, ...values))
      const lines = ticks.map((tick) => tick.value)
      expect(lines).toStrictEqual([...new Set(lines)].toSorted((a, b) => a - b))
      expect(lines.every((line) => line >= lowest && line <= highest)).toBe(true)
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length)
      expect(ticks.length).toBeGreaterThan(1)
    }),
  )
})
