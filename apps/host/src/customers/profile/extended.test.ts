import type { Json } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { ExtendedProperty, ExtendedType } from '../../config/index.ts'
import { extendedProblem } from './extended.ts'

function problem(type: ExtendedType, value: Json, more: Partial<ExtendedProperty> = {}) {
  return extendedProblem({ label: 'x', type, path: ['x'], policy: 'newest', ...more }, value)
}

const right: readonly (readonly [ExtendedType, Json])[] = [
  ['string', 'gold'],
  ['number', 1.5],
  ['integer', 3],
  ['boolean', false],
  ['date', '1980-02-29'],
  ['instant', '2026-11-01T09:30:00Z'],
  ['email', 'ida@example.com'],
  ['url', 'https://example.com/ida'],
  ['strings', ['a', 'b']],
]

test.each(right)('a value of the type %s is taken', (type, value) => {
  expect(problem(type, value)).toBeUndefined()
})

const wrong: readonly (readonly [ExtendedType, Json, string])[] = [
  ['string', 3, 'expected text'],
  ['number', '3', 'expected a number'],
  ['integer', 1.5, 'expected a whole number'],
  ['boolean', 'yes', 'expected true or false'],
  ['date', '1981-02-29', 'expected a day such as 1980-02-29'],
  ['instant', '2026-11-01', 'expected an instant such as 2026-11-01T09:30:00Z'],
  ['email', 'ida', 'expected an e-mail address'],
  ['url', 'javascript:alert(1)', 'expected a web address'],
  ['strings', ['a', 1], 'expected a list of texts'],
]

test.each(wrong)('for the type %s the value %o is a problem', (type, value, expected) => {
  expect(problem(type, value)).toBe(expected)
})

test('limits of a description are kept', () => {
  expect(problem('string', 'lead', { values: ['gold'] })).toBe('expected one of gold')
  expect(problem('strings', ['gold', 'lead'], { values: ['gold'] })).toBe('expected one of gold')
  expect(problem('string', 'x', { pattern: '^[A-Z]+$' })).toBe(
    'expected text that matches ^[A-Z]+$',
  )
  expect(problem('integer', 1, { minimum: 2 })).toBe('expected 2 or more')
  expect(problem('integer', 5, { maximum: 4 })).toBe('expected 4 or less')
  expect(problem('integer', 3, { minimum: 2, maximum: 4 })).toBeUndefined()
})
