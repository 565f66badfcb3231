import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { finestOf, periodOf } from './periods.ts'

test.each([
  ['20260101', '202601'],
  ['20261228', '202653'],
  ['20270103', '202653'],
  ['20270104', '202701'],
  ['20240101', '202401'],
  ['20231231', '202352'],
])('the day %s lies in the ISO week %s', (day, week) => {
  expect(periodOf('week', 'day', day)).toBe(week)
})

test('month, quarter and year follow from a day, and from each other', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (date) => {
      const day = date.toISOString().slice(0, 10).replaceAll('-', '')
      const month = periodOf('month', 'day', day)
      const quarter = periodOf('quarter', 'month', month)
      expect([
        month,
        quarter,
        periodOf('quarter', 'day', day),
        periodOf('year', 'quarter', quarter),
      ]).toStrictEqual([
        day.slice(0, 6),
        `${date.getUTCFullYear()}${Math.ceil((date.getUTCMonth() + 1) / 3)}`,
        quarter,
        day.slice(0, 4),
      ])
    }),
  )
})

test('the finest span is asked for, whatever the order', () => {
  expect([
    finestOf(['year', 'month']),
    finestOf(['week', 'year', 'day']),
    finestOf(['week']),
    finestOf([]),
  ]).toStrictEqual(['month', 'day', 'week', undefined])
})

test.each(['month', 'quarter', 'year'] as const)('a week does not go with a %s', (span) => {
  expect(() => finestOf([span, 'week'])).toThrow(
    `A chart cannot show week and ${span} together: a week may lie in two of them.`,
  )
})
