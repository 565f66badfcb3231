import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOfLocal, localText } from './local-time.ts'

const zone = 'Europe/Stockholm'

test.each([
  ['2026-01-01T12:45:00Z', '2026-01-01 13:45:00', 'in winter'],
  ['2026-07-01T12:45:00Z', '2026-07-01 14:45:00', 'in summer'],
  ['2026-03-29T00:59:59Z', '2026-03-29 01:59:59', 'before the clocks go forward'],
  ['2026-03-29T01:00:00Z', '2026-03-29 03:00:00', 'when the clocks have gone forward'],
  ['2026-10-25T02:00:00Z', '2026-10-25 03:00:00', 'after the clocks have gone back'],
])('%s is %s, %s, and back', (instant, shown) => {
  expect(localText(Date.parse(instant), zone)).toBe(shown)
  expect(instantOfLocal(shown)).toBe(Date.parse(instant))
})

test('an hour that comes twice is taken for the second', () => {
  expect(instantOfLocal('2026-10-25 02:30:00')).toBe(Date.parse('2026-10-25T01:30:00Z'))
})

test.each(['', 'tomorrow', '2026-02-30 10:00:00', '2026-05-14 25:00:00', '120', '2026-05-14'])(
  '%j is no time',
  (text) => {
    expect(instantOfLocal(text)).toBeUndefined()
  },
)

test('what is shown shows again, whatever the instant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }), (seconds) => {
      const shown = localText(seconds * 1000, zone)
      expect(localText(instantOfLocal(shown) ?? 0, zone)).toBe(shown)
    }),
  )
})
