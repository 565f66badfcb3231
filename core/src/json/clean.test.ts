import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanJson, cleanText, isClean } from './clean.ts'

test('U+0000 and lone surrogates become U+FFFD and are counted', () => {
  expect(cleanText('a\0b\uD800c\uDC00')).toStrictEqual({
    text: 'a\uFFFDb\uFFFDc\uFFFD',
    replaced: 3,
  })
})

test('a pair of surrogates and a U+FFFD that was there are left alone', () => {
  expect(cleanText('😀\uFFFD')).toStrictEqual({ text: '😀\uFFFD', replaced: 0 })
})

test('any text is clean after it was cleaned, and as long as before', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
      (first, second) => {
        const { text } = cleanText(first + second)
        expect(isClean(text)).toBe(true)
        expect(text).toHaveLength(first.length + second.length)
      },
    ),
  )
})

test('a clean value comes back as the same object', () => {
  const value = { a: ['x', { b: null, c: undefined }] }
  expect(cleanJson(value).value).toBe(value)
})

test('text deep inside and names of fields are cleaned', () => {
  expect(cleanJson({ 'a\0': [{ b: '\uDFFF' }, 1, null] })).toStrictEqual({
    value: { 'a\uFFFD': [{ b: '\uFFFD' }, 1, null] },
    replaced: 2,
  })
})
