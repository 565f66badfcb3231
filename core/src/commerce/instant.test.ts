import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseInstant } from './instant.ts'

test('every instant of the years 0 to 9999 is in its normal form already', () => {
  const range = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') }
  fc.assert(
    fc.property(fc.date({ ...range, noInvalidDate: true }), (date) => {
      expect(normaliseInstant(date.toISOString())).toBe(date.toISOString())
    }),
  )
})

test('one wrong character anywhere is noticed', () => {
  const place = fc.integer({ min: 0, max: 23 })
  const character = fc.constantFrom(...Array.from('0123456789-:.TZ /;@t\u0660'))
  fc.assert(
    fc.property(place, character, (at, wrong) => {
      const right = '2012-02-29T18:26:07.123Z'
      const text = right.slice(0, at) + wrong + right.slice(at + 1)
      const isWritten = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z$/.test(text)
      const date = new Date(text)
      const isInstant = isWritten && Number.isFinite(date.getTime()) && date.toISOString() === text
      expect(normaliseInstant(text)).toBe(isInstant ? text : undefined)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['2010-12-01T08:26:00Z', '2010-12-01T08:26:00.000Z'],
  ['2010-12-01T08:26:00.5Z', '2010-12-01T08:26:00.500Z'],
  ['2010-12-01T08:26:00.123999Z', '2010-12-01T08:26:00.123Z'],
  ['2012-02-29T00:00:00Z', '2012-02-29T00:00:00.000Z'],
])('%s is brought to milliseconds', (text, normal) => {
  expect(normaliseInstant(text)).toBe(normal)
})

test.each([
  '2010-12-01',
  '2010-12-01T08:26:00+01:00',
  '2010-12-01 08:26:00Z',
  '2011-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2010-13-01T00:00:00Z',
  '2010-12-01T24:00:00Z',
  '',
])('%s is no instant in UTC', (text) => {
  expect(normaliseInstant(text)).toBeUndefined()
})
