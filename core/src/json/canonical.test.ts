import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../v1/words.ts'
import { canonicalise } from './canonical.ts'

/** The same value with the fields of every object in the opposite order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, field]) => [name, reversed(field as Json)]),
  )
}

test('the order in which fields were written does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalise(reversed(value as Json))).toBe(canonicalise(value as Json))
    }),
  )
})

test('the text is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as Json
      expect(JSON.parse(canonicalise(value as Json))).toStrictEqual(plain)
    }),
  )
})

test('however many kinds of objects were seen, each is written in its own order', () => {
  for (let kind = 0; kind < 3000; kind += 1) {
    const value = { [`z${kind % 1200}`]: 1, [`b${kind}`]: 2, a: 3 }
    expect(canonicalise(value)).toBe(`{"a":3,"b${kind}":2,"z${kind % 1200}":1}`)
    expect(canonicalise({ ...value, c: undefined })).toBe(canonicalise(value))
  }
  const wide = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`n${index}`, index]))
  expect(Object.keys(JSON.parse(canonicalise(wide)) as object)).toStrictEqual(
    Object.keys(wide).toSorted(),
  )
})

test('undefined, null and empty text stay distinct, and -0 is 0', () => {
  expect(canonicalise({ b: undefined, a: null })).toBe('{"a":null}')
  expect(canonicalise({ a: '' })).toBe('{"a":""}')
  expect(canonicalise([-0, 1e21, Number.NaN])).toBe('[0,1e+21,null]')
})

test('fields are sorted by code unit and not by a language', () => {
  expect(canonicalise({ ä: 1, z: 2, Z: 3, '10': 4, '9': 5 })).toBe(
    '{"10":4,"9":5,"Z":3,"z":2,"ä":1}',
  )
})

test('text is written as JSON.stringify writes it, whatever it holds', () => {
  const unit = fc.oneof(
    fc.nat(0xffff).map((code) => String.fromCharCode(code)),
    fc.constantFrom('"', '\\', '\n', '\0', '\u007f', '\u2028', '😀'),
  )
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(canonicalise(text)).toBe(JSON.stringify(text))
      expect(canonicalise({ [text]: 1 })).toBe(JSON.stringify({ [text]: 1 }))
    }),
  )
})
