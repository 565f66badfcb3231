import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { looseText, looseValue } from './loose-value.ts'

test('every value that can stand in a configuration is read as what was written of it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as unknown
      expect(looseValue(looseText(plain))).toStrictEqual(plain)
    }),
    { numRuns: 50 },
  )
})

test('a template is text, though it looks like an object', () => {
  expect(looseValue('{{ order.number }}')).toBe('{{ order.number }}')
})

test('numbers, lists and expressions are what they look like', () => {
  expect(['12.5', '[a, b]', '{ $upper: $.customer.lastName }'].map(looseValue)).toStrictEqual([
    12.5,
    ['a', 'b'],
    { $upper: '$.customer.lastName' },
  ])
})

test('what cannot be read is text, and the host says what is wrong with it', () => {
  expect(looseValue('{ a: ')).toBe('{ a: ')
})
