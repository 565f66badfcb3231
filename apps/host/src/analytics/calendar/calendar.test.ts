import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, dayText, spanAfter, spans, spansBetween, spanStart, weekdayOf } from './day.ts'
import { comparedRange, dayRange, daysIn, periodsOf } from './range.ts'
import { storeClock } from './store-clock.ts'

const day = fc.integer({ min: -20_000, max: 40_000 })

test('an order a minute before midnight in Stockholm is of that day there, not of the day in UTC', () => {
  const clock = storeClock('Europe/Stockholm')
  const shown = [
    clock(Date.parse('2026-07-31T21:59:00Z')),
    clock(Date.parse('2026-07-31T22:01:00Z')),
  ]
  expect(shown.map((time) => [dayText(time.day), time.hour])).toStrictEqual([
    ['2026-07-31', 23],
    ['2026-08-01', 0],
  ])
})

test('the day on which clocks go back has 25 hours, the day on which they go forward 23', () => {
  const clock = storeClock('Europe/Berlin')
  const hoursOf = (text: string) => {
    const start = Date.parse(`${text}T00:00:00Z`) - 43_200_000
    const hours = Array.from({ length: 48 }, (_, hour) => clock(start + hour * 3_600_000))
    return hours.filter((time) => dayText(time.day) === text).length
  }
  expect([hoursOf('2026-10-25'), hoursOf('2026-03-29'), hoursOf('2026-06-01')]).toStrictEqual([
    25, 23, 24,
  ])
})

test('zones of half hours and across the date line have their own days', () => {
  const instant = Date.parse('2026-01-01T10:45:00Z')
  const times = ['Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'].map((zone) => {
    const time = storeClock(zone)(instant)
    return [dayText(time.day), time.hour]
  })
  expect(times).toStrictEqual([
    ['2026-01-01', 16],
    ['2026-01-02', 0],
    ['2025-12-31', 23],
    ['2026-01-01', 10],
  ])
})

test('a zone that does not exist is a fault that says so', () => {
  expect(() => storeClock('Europe/Atlantis')).toThrow('There is no time zone "Europe/Atlantis".')
})

test('a day that the calendar does not have is a fault', () => {
  expect(() => dayOf('2026-02-30')).toThrow('"2026-02-30" is no day.')
})

test('every day is in exactly one span of each kind', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...spans), (value, span) => {
      const start = spanStart(value, span)
      expect(start <= value && value < spanAfter(start, span)).toBe(true)
      expect(spanStart(start, span)).toBe(start)
      expect(spansBetween(start, spanAfter(start, span, 5), span)).toBe(5)
    }),
  )
})

test('the periods of a range cover each of its days once', () => {
  fc.assert(
    fc.property(day, fc.nat(800), fc.constantFrom(...spans), (from, length, span) => {
      const range = { from, to: from + length }
      const periods = periodsOf(range, span, 50_000)
      expect(periods.reduce((sum, period) => sum + daysIn(period), 0)).toBe(daysIn(range))
      expect(new Set(periods.map(({ name }) => name)).size).toBe(periods.length)
    }),
  )
})

test('weeks are named by the year of their Thursday', () => {
  const names = ['2026-01-01', '2027-01-01', '2024-12-30'].map(
    (text) => periodsOf(dayRange(text, text), 'week', 50_000)[0]?.name,
  )
  expect(names).toStrictEqual(['2026-W01', '2026-W53', '2025-W01'])
})

test('what has not ended, and what the range cuts, is incomplete', () => {
  const periods = periodsOf(dayRange('2026-09-15', '2026-11-25'), 'month', dayOf('2026-11-25'))
  expect(periods.map(({ name, isIncomplete }) => [name, isIncomplete])).toStrictEqual([
    ['2026-09', true],
    ['2026-10', false],
    ['2026-11', true],
  ])
})

test('a previous period is as long, and lies before', () => {
  fc.assert(
    fc.property(day, fc.nat(800), (from, length) => {
      const previous = comparedRange({ from, to: from + length }, 'previous')
      expect(daysIn(previous)).toBe(length + 1)
      expect(previous.to < from).toBe(true)
    }),
  )
})

test('a previous period from fourteen days on begins on the same weekday', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 13, max: 800 }), (from, length) => {
      const previous = comparedRange({ from, to: from + length }, 'previous')
      expect(weekdayOf(previous.from)).toBe(weekdayOf(from))
    }),
  )
})

test('the 29th of February is compared with the 28th', () => {
  const range = comparedRange(dayRange('2024-02-29', '2024-03-31'), 'year')
  expect([dayText(range.from), dayText(range.to)]).toStrictEqual(['2023-02-28', '2023-03-31'])
})

test('a range of a thousand years is refused', () => {
  expect(() => dayRange('1026-01-01', '2026-01-01')).toThrow('longer than fifty years')
})
