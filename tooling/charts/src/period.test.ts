import { expect, test } from 'vitest'

import { periodName, periodOf } from './period.ts'

const name = (text: string, locale = 'en') => periodName(periodOf(text), locale, 'UTC')

test('periods begin where their names say', () => {
  const starts = [
    '2026-11-25',
    '2026-W48',
    '2026-W01',
    '2021-W01',
    '2026-11',
    '2026-Q4',
    '2026',
  ].map((text) => new Date(periodOf(text).start).toISOString().slice(0, 10))
  expect(starts).toStrictEqual([
    '2026-11-25',
    '2026-11-23',
    '2025-12-29',
    '2021-01-04',
    '2026-11-01',
    '2026-10-01',
    '2026-01-01',
  ])
})

test('periods are named in full, in the language of who reads', () => {
  expect([name('2026-11-25'), name('2026-11', 'de'), name('2026-Q4'), name('2026')]).toStrictEqual([
    'Wed, Nov 25, 2026',
    'November 2026',
    'Q4 2026',
    '2026',
  ])
  expect(name('2026-W48').replaceAll(/\s/gu, ' ')).toBe('Nov 23 – 29, 2026')
})

test('an hour is named by the clocks of its zone, a day is not moved by any', () => {
  const zone = 'Pacific/Auckland'
  expect(periodName(periodOf('2026-11-25T13:00:00Z'), 'de', zone)).toBe('26.11.2026, 02:00')
  expect(periodName(periodOf('2026-11-25'), 'de', zone)).toBe('Mi., 25. Nov. 2026')
})

test.each(['yesterday', '2026-13-99-1', '2026-W4x', '2026-Q4-01', ''])(
  '"%s" is no period',
  (text) => {
    expect(() => periodOf(text)).toThrow(`"${text}" is no period that a chart can show.`)
  },
)
