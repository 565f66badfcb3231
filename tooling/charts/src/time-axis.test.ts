import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { periodOf, type Period } from './period.ts'
import { textWidth } from './text-width.ts'
import { timeTicks } from './time-axis.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

function axisOf(
  periods: readonly Period[],
  { width = 600, timeZone = 'UTC', locale = 'en' } = {},
): Parameters<typeof timeTicks>[0] {
  const first = periods[0]?.start ?? 0
  const reach = (periods.at(-1)?.start ?? 0) - first || 1
  return { periods, timeZone, locale, fontSize: 12, place: (at) => ((at - first) / reach) * width }
}

function days(first: string, count: number): readonly Period[] {
  const { start } = periodOf(first)
  return Array.from({ length: count }, (_, at) => ({ start: start + at * dayMs, span: 'day' }))
}

const labels = (axis: Parameters<typeof timeTicks>[0]) => timeTicks(axis).map(({ label }) => label)

test('a week has its days, a month its Mondays, a year its months', () => {
  expect(labels(axisOf(days('2026-11-19', 7)))).toStrictEqual([
    'Nov 19',
    'Nov 20',
    'Nov 21',
    'Nov 22',
    'Nov 23',
    'Nov 24',
    'Nov 25',
  ])
  expect(labels(axisOf(days('2026-11-01', 30)))).toStrictEqual([
    'Nov 2',
    'Nov 9',
    'Nov 16',
    'Nov 23',
    'Nov 30',
  ])
  expect(labels(axisOf(days('2025-11-26', 365))).slice(0, 3)).toStrictEqual(['Dec', '2026', 'Feb'])
})

test('midnight is where clocks show it, also on the day that has twenty-five hours', () => {
  const start = Date.parse('2026-10-24T16:00:00Z')
  const hours = Array.from({ length: 49 }, (_, at): Period => ({
    start: start + at * hourMs,
    span: 'hour',
  }))
  const ticks = timeTicks(axisOf(hours, { timeZone: 'Europe/Berlin', locale: 'de' }))
  expect(
    ticks.map(({ at, label }) => `${new Date(at).toISOString().slice(5, 16)} ${label}`),
  ).toStrictEqual([
    '10-24T16:00 18:00',
    '10-24T22:00 25. Okt.',
    '10-25T05:00 06:00',
    '10-25T11:00 12:00',
    '10-25T17:00 18:00',
    '10-25T23:00 26. Okt.',
    '10-26T05:00 06:00',
    '10-26T11:00 12:00',
  ])
})

test('quarters are named as such', () => {
  const quarters = ['2026-Q1', '2026-Q2', '2026-Q3'].map(periodOf)
  expect(labels(axisOf(quarters))).toStrictEqual(['Q1 2026', 'Q2 2026', 'Q3 2026'])
})

test('a single period has its label', () => {
  expect(labels(axisOf(days('2026-11-25', 1)))).toStrictEqual(['Nov 25'])
})

test('labels go from left to right inside the time, and never touch', () => {
  const spans = fc.constantFrom<readonly [Period['span'], number]>(
    ['hour', hourMs],
    ['day', dayMs],
    ['week', 7 * dayMs],
  )
  fc.assert(
    fc.property(
      spans,
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 120, max: 1400 }),
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns'),
      fc.constantFrom('en', 'de', 'fr', 'it', 'da', 'sv'),
      ([span, length], count, width, day, timeZone, locale) => {
        const first = Date.UTC(1990, 0, 1) + day * dayMs
        const periods = Array.from({ length: count }, (_, at) => ({
          start: first + at * length,
          span,
        }))
        const axis = axisOf(periods, { width, timeZone, locale })
        const ticks = timeTicks(axis)
        expect(ticks.length).toBeGreaterThan(0)
        for (const [index, { at, label }] of ticks.entries()) {
          expect(at).toBeGreaterThanOrEqual(first)
          expect(at).toBeLessThanOrEqual(periods.at(-1)?.start ?? 0)
          const next = ticks[index + 1]
          if (next === undefined) continue
          const half = (textWidth(label, 12) + textWidth(next.label, 12)) / 2
          expect(axis.place(next.at) - axis.place(at)).toBeGreaterThan(half)
        }
      },
    ),
    { numRuns: 60 },
  )
})
