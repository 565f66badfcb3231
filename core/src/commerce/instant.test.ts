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
