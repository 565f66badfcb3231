import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { meantValue, shownValue } from './shown-value.ts'

const money = { kind: 'metric', id: 'aov', type: 'money' } as const
const text = (id: string) => ({ kind: 'dimension', id, type: 'text' }) as const
const time = (id: string) => ({ kind: 'dimension', id, type: 'time' }) as const

test.each([
  ['EUR', '1250', '12.50'],
  ['EUR', '-5', '-0.05'],
  ['EUR', '0', '0.00'],
  ['JPY', '1250', '1250'],
  ['KWD', '1250', '1.250'],
  ['EUR', '900719925474099312345', '9007199254740993123.45'],
])('an amount in %s of %s minor units is %s', (currency, minor, major) => {
  expect(shownValue(money, minor, currency)).toBe(major)
})

test('no amount loses a cent', () => {
  fc.assert(
    fc.property(fc.bigInt(), (minor) => {
      const shown = shownValue(money, String(minor), 'EUR')
      expect(BigInt(shown.replace('.', ''))).toBe(minor)
    }),
  )
})

test.each([
  [time('day'), '2026-11-25', '20261125'],
  [time('week'), '2026-W48', '202648'],
  [time('month'), '2026-11', '202611'],
  [time('quarter'), '2026-Q4', '20264'],
  [time('year'), '2026', '2026'],
  [text('weekday'), '1', '1'],
  [text('weekday'), '7', '0'],
  [text('hour'), '09', '09'],
  [text('country'), '(unknown)', ''],
  [text('city'), 'Wien', 'Wien'],
])('%j of %s is shown as %s', (described, value, shown) => {
  expect(shownValue(described, value, 'EUR')).toBe(shown)
})

test('what a text dimension shows leads back to its value', () => {
  const values = ['1', '2', '3', '4', '5', '6', '7', '(unknown)']
  expect(
    values.map((value) => meantValue(text('weekday'), shownValue(text('weekday'), value, 'EUR'))),
  ).toStrictEqual(values)
})

test('nothing of what adds up is none, and of what does not add up it is not known', () => {
  expect([
    shownValue({ ...money, isAdditive: true }, null, 'EUR'),
    shownValue({ ...money, isAdditive: false }, null, 'EUR'),
  ]).toStrictEqual(['0', ''])
})
