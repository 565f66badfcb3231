import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldChanges } from './field-changes.ts'

const us = { filledBy: 'us' } as const
const object = { $: 'object' }

test.each([
  ['a field that goes', { id: 'string' }, {}, 'id is gone'],
  [
    'a field that must be given now',
    { 'id?': 'string' },
    { id: 'string' },
    'id may no longer be left out',
  ],
  ['a new field that must be given', {}, { id: 'string' }, 'id is new, and must be given'],
  [
    'a type that goes',
    { id: 'null | string' },
    { id: 'string' },
    'id takes string, and no longer null',
  ],
  [
    'a choice that goes',
    { by: '"day" | "week"' },
    { by: '"day"' },
    'by takes "day", and no longer "week"',
  ],
  [
    'a limit that is new',
    { id: 'string' },
    { id: 'string maxLength=5' },
    'id takes string maxLength=5, and no longer string',
  ],
  [
    'a limit that tightens',
    { n: 'integer minimum=1' },
    { n: 'integer minimum=2' },
    'n takes integer minimum=2, and no longer integer minimum=1',
  ],
  [
    'a pattern that is another',
    { id: 'string pattern="a"' },
    { id: 'string pattern="b"' },
    'id takes string pattern="b", and no longer string pattern="a"',
  ],
  [
    'an object that takes no other fields now',
    { a: 'object' },
    { a: 'object closed' },
    'a takes object closed, and no longer object',
  ],
  [
    'a number where anything was',
    { a: 'any' },
    { a: 'number' },
    'a takes number, and no longer any',
  ],
  [
    'a field inside that goes, told once',
    { a: 'object', 'a.b': 'object', 'a.b.c': 'string' },
    { a: 'object' },
    'a.b is gone',
  ],
])('%s is told', (_what, before, now, change) => {
  expect(fieldChanges({ ...object, ...before }, { ...object, ...now }, us)).toStrictEqual([change])
})

test.each([
  ['a new field that may be left out', {}, { 'id?': 'string' }],
  ['a field that may be left out now', { id: 'string' }, { 'id?': 'string' }],
  ['one more type', { id: 'string' }, { id: 'null | string' }],
  ['any number where whole ones were', { n: 'integer minimum=1' }, { n: 'number minimum=0' }],
  ['any text where two were', { by: '"day" | "week"' }, { by: 'string' }],
  ['a limit that goes', { n: 'integer maximum=5' }, { n: 'integer' }],
  ['anything where an object was', { a: 'object', 'a.b': 'string' }, { a: 'any' }],
  [
    'a required field in a new object that may be left out',
    {},
    { 'a?': 'object', 'a.b': 'string' },
  ],
])('%s changes nothing for those before', (_what, before, now) => {
  expect(fieldChanges({ ...object, ...before }, { ...object, ...now }, us)).toStrictEqual([])
})

test('a vendor may have sent a field long before it is named', () => {
  const [before, now] = [object, { ...object, id: 'string' }]
  expect(fieldChanges(before, now, { filledBy: 'vendor' })).toStrictEqual([])
})

const type = fc.constantFrom('string', 'integer', 'null', '"day"', 'boolean', 'integer minimum=3')
const types = fc.uniqueArray(type, { minLength: 1 }).map((all) => all.toSorted().join(' | '))
const name = fc.constantFrom('a', 'b?', 'c', 'd?')
const fields = fc.dictionary(name, types)

test('what takes all that was taken, and asks for no more, changes nothing', () => {
  fc.assert(
    fc.property(fields, fc.dictionary(fc.constantFrom('x?', 'y?'), types), (before, more) => {
      const wider = Object.entries(before).map(([key, value]) => [key, `${value} | number`])
      const now = { ...Object.fromEntries(wider), ...more } as Record<string, string>
      expect(fieldChanges(before, now, us)).toStrictEqual([])
    }),
  )
})

test('what takes less than before is told, field by field', () => {
  fc.assert(
    fc.property(fields, (now) => {
      const before = Object.fromEntries(
        Object.entries(now).map(([key, value]) => [key, `${value} | array`]),
      )
      expect(fieldChanges(before, now, us)).toHaveLength(Object.keys(now).length)
    }),
  )
})
