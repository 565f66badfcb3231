import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FigureSettings } from '../../api/answers.ts'
import { chosenIn, comparisons, rangeNames, searchOf } from './dashboard-state.ts'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const between = fc.tuple(day, day).map((days) => {
  const [from = '', to = ''] = days.toSorted()
  return { from, to }
})
const names = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 })
const settings: fc.Arbitrary<FigureSettings> = fc.record(
  {
    range: fc.oneof(fc.constantFrom(...rangeNames), between),
    compare: fc.constantFrom(...comparisons),
    currency: fc.stringMatching(/^[A-Z]{3}$/u),
    stores: names,
    segments: names,
  },
  { requiredKeys: [], noNullPrototype: true },
)

test('whatever was chosen stands in the address, and is read from it again', () => {
  fc.assert(
    fc.property(settings, (chosen) => {
      expect(chosenIn(searchOf(chosen))).toStrictEqual(chosen)
    }),
  )
})

test.for([
  'range=yesteryear&compare=month&currency=euro&store=&segment=',
  'range=2026-02-01..2026-01-01',
  'range=2026-13-01..2026-14-01',
  'range=2026-01-01..2026-01-31..2026-02-28',
])('what nobody understands is not chosen: %s', (search) => {
  expect(chosenIn(search)).toStrictEqual({})
})
