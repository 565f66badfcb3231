import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { assumed } from './assumptions.ts'
import { testOf } from './operators.ts'

const shown = ['DE', 'de', 'AT', 'Österreich', '', '7', '12', '20261125', '-3']

function fulfilling(operator: string, values: readonly string[], type = 'INCLUDE') {
  const fulfils = testOf({ operator, values: [...values], type }, assumed)
  return fulfils && shown.filter(fulfils)
}

test.each([
  ['EQUALS', ['DE'], ['DE']],
  ['CONTAINS', ['e'], ['de', 'Österreich']],
  ['REGEXP_PARTIAL_MATCH', ['[A-Z]T|reich'], ['AT', 'Österreich']],
  ['REGEXP_EXACT_MATCH', ['[A-Z]+|7'], ['DE', 'AT', '7']],
  ['IN_LIST', ['DE', '12'], ['DE', '12']],
  ['IS_NULL', [], ['']],
  ['BETWEEN', ['-3', '12'], ['7', '12', '-3']],
  ['NUMERIC_GREATER_THAN', ['12'], ['20261125']],
  ['NUMERIC_GREATER_THAN_OR_EQUAL', ['12'], ['12', '20261125']],
  ['NUMERIC_LESS_THAN', ['7'], ['-3']],
  ['NUMERIC_LESS_THAN_OR_EQUAL', ['7'], ['7', '-3']],
])('%s %j lets through what it says, and EXCLUDE all others', (operator, values, expected) => {
  expect(fulfilling(operator, values)).toStrictEqual(expected)
  expect(fulfilling(operator, values, 'EXCLUDE')).toStrictEqual(
    shown.filter((value) => !expected.includes(value)),
  )
})

test.each([
  ['an operator that nobody knows', 'SOUNDS_LIKE', ['DE']],
  ['a name that every object has', 'constructor', ['DE']],
  ['a look-ahead', 'REGEXP_PARTIAL_MATCH', ['(?=D)E']],
  ['a reference back', 'REGEXP_EXACT_MATCH', [String.raw`(D)\1`]],
  ['an expression that does not end', 'REGEXP_PARTIAL_MATCH', ['(']],
  ['two values where one is meant', 'EQUALS', ['DE', 'AT']],
  ['one end of two', 'BETWEEN', ['1']],
  ['a word that is no number', 'NUMERIC_LESS_THAN', ['many']],
  ['an empty list', 'IN_LIST', []],
])('%s is no test', (_, operator, values) => {
  expect(fulfilling(operator, values)).toBe(undefined)
})

test('a type that is neither include nor exclude is no test', () => {
  expect(fulfilling('EQUALS', ['DE'], 'MAYBE')).toBe(undefined)
})

test('where an account shows that CONTAINS does not mind capitals, it does not', () => {
  const condition = { operator: 'CONTAINS', values: ['dE'], type: 'INCLUDE' }
  const found = testOf(condition, { ...assumed, containsMindsCase: false })
  expect(shown.filter((value) => found?.(value))).toStrictEqual(['DE', 'de'])
})

test('equality, lists and parts agree with plain comparison, whatever the values are', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, text) => {
      const one = (operator: string) =>
        testOf({ operator, values: [value], type: 'INCLUDE' }, assumed)?.(text)
      expect([one('EQUALS'), one('IN_LIST'), one('CONTAINS')]).toStrictEqual([
        value === text,
        value === text,
        text.includes(value),
      ])
    }),
  )
})
