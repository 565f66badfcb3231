import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactKey } from './exact-key.ts'

test.each([
  ['070-174 06 05', { kind: 'phone', value: '+46701740605' }],
  ['0046701740605', { kind: 'phone', value: '+46701740605' }],
  ['+45 20 12 34 56', { kind: 'phone', value: '+4520123456' }],
  [' Maja.Lind@Example.com ', { kind: 'email', value: 'maja.lind@example.com' }],
])('%s is one address or number, in its normal form', (typed, key) => {
  expect(exactKey(typed, 'SE')).toStrictEqual(key)
})

test.each([
  ['a part of an e-mail address', '@example.com'],
  ['an address without its end', 'maja.lind@'],
  ['an address with a wildcard', '*@example.com'],
  ['a pattern', 'maja%@example.com'],
  ['a name', 'Maja Lind'],
  ['a wildcard', '*'],
  ['a part of a number', '0701'],
  ['a number with a wildcard', '070174060*'],
  ['a number in letters', '0800-FLOWERS'],
  ['a number with an extension', '0701740605 ext. 5'],
  ['a member number', '10012'],
  ['a personal number', '19860515-1234'],
  ['nothing', ''],
])('%s finds nobody', (_what, typed) => {
  expect(exactKey(typed, 'SE')).toBe(undefined)
})

test('a number without its country is nobody’s where the country is not known', () => {
  expect(exactKey('0701740605', undefined)).toBe(undefined)
})

const forms = { email: /^[^@*%]+@[^@*%]+$/, phone: /^\+[1-9]\d{5,14}$/ }

test('whatever is typed, a key is a whole address or a whole number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const key = exactKey(typed, 'SE')
      expect(key === undefined || forms[key.kind].test(key.value)).toBe(true)
    }),
  )
})

test('a number that lacks its last digits is never the whole one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), (cut) => {
      const part = exactKey('+46701740605'.slice(0, -cut), 'SE')
      expect(part?.value).not.toBe('+46701740605')
    }),
  )
})
