import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareKeys, keyOfText, keyText } from './keys.ts'

const part = fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }))
const key = fc.tuple(part, part)

test('a key comes back from its text as it was', () => {
  fc.assert(
    fc.property(key, (tuple) => {
      fc.pre(tuple.every((each) => typeof each === 'number' || !each.includes('\u0000')))
      expect(keyOfText(keyText(tuple))).toStrictEqual(tuple)
    }),
  )
})

test('a number and the same digits as text are two keys', () => {
  expect(keyText(1)).not.toBe(keyText('1'))
  expect(keyText(1)).toBe(keyText([1]))
})

test.each([[undefined], [null], [Number.NaN], [[]], [[{}]], ['a\u0000'], ['\uD800']])(
  '%j is no key',
  (value) => {
    expect(() => keyText(value as never)).toThrow(/key/)
  },
)

test('keys are ordered by their numbers, not by their digits', () => {
  const sorted = [
    ['f', 10],
    ['f', 9],
    ['e', 11],
  ].toSorted((a, b) => compareKeys(a as [string, number], b as [string, number]))
  expect(sorted).toStrictEqual([
    ['e', 11],
    ['f', 9],
    ['f', 10],
  ])
})
