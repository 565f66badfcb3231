import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { settings } from './settings.ts'
import { fieldValue, writtenValue, writtenValues } from './values.ts'

const config = settings.parse({
  keyId: 4242,
  key: 'key-of-32-letters',
  project: 1,
  currency: 'CAD',
})

test.each([
  ['text', 'Tea', 'Tea'],
  ['a number', 3, 3],
  ['a decimal', { decimal: '-120.50' }, -120.5],
  ['yes', true, 1],
  ['no', false, 0],
  ['a day', { date: '1986-05-15' }, '1986.05.15'],
  [
    'an instant, by the clocks of the project',
    { datetime: '2026-01-02T03:04:05Z' },
    '2026.01.01 22:04:05',
  ],
  ['nothing, which empties', null, null],
  ['a typed nothing, which empties', { decimal: null }, null],
])('%s', (_what, given, expected) => {
  expect(writtenValue(given, config)).toBe(expected)
})

test('dates are written with dashes where the account wants them', () => {
  const dashes = { ...config, dates: 'dashes' as const }
  expect(writtenValue({ datetime: '2026-07-02T03:04:05Z' }, dashes)).toBe('2026-07-01 23:04:05')
})

test('a type without a value is not written', () => {
  expect(writtenValues({ one: {}, other: 1 }, config)).toStrictEqual({ other: 1 })
})

test('a decimal of up to fifteen digits is the same number in JSON', () => {
  fastCheck.assert(
    fastCheck.property(
      fastCheck.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }),
      fastCheck.integer({ min: 0, max: 4 }),
      (minor, places) => {
        const digits = String(Math.abs(minor)).padStart(places + 1, '0')
        const whole = digits.slice(0, digits.length - places)
        const text = `${minor < 0 ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`
        const written = JSON.stringify(writtenValue({ decimal: text }, config))
        expect(Number(written).toFixed(places)).toBe(minor === 0 ? (0).toFixed(places) : text)
      },
    ),
  )
})

test.each([
  ['a decimal with a comma', { decimal: '1,5' }],
  ['more digits than a number holds', { decimal: '1234567890.123456' }],
  ['an instant without a zone', { datetime: '2026-01-02 03:04' }],
  ['a day that there is not', { date: '2026-02-30' }],
  ['two types at once', { decimal: '1', date: '2026-01-01' }],
])('%s is refused', (_what, given) => {
  expect(fieldValue.safeParse(given).success).toBe(false)
})
