import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseQuery, rawUrlEncoded, urlEncoded } from './query-string.ts'

test('what is encoded, by PHP or by RFC 3986, is read as the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(parseQuery(`a=${urlEncoded(value)}`).get('a')).toBe(value)
      expect(parseQuery(`a=${rawUrlEncoded(value)}`).get('a')).toBe(value)
    }),
  )
})

test('lists are read with brackets, with numbers and with commas', () => {
  expect(parseQuery('s[]=a&s[]=b').list('s')).toStrictEqual(['a', 'b'])
  expect(parseQuery('s%5B0%5D=a&s%5B1%5D=b').list('s')).toStrictEqual(['a', 'b'])
  expect(parseQuery('s=a, b').list('s')).toStrictEqual(['a', 'b'])
  expect(parseQuery('t=a').list('s')).toBeUndefined()
})

test('entries in brackets without a number are given one', () => {
  expect(parseQuery('s[]=a&x=1&s[]=b').pairs).toStrictEqual([
    ['s[0]', 'a'],
    ['s[1]', 'b'],
    ['x', '1'],
  ])
})

test('of a name that comes twice the last value counts, and broken escapes are left as they are', () => {
  expect(parseQuery('a=1&a=2').get('a')).toBe('2')
  expect(parseQuery('a=%zz').get('a')).toBe('%zz')
  expect(parseQuery('a').get('a')).toBe('')
})
