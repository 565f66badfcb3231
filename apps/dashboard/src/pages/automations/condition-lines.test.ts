import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { needsText, operatorsFor, readLines, typesOf, writtenLines } from './condition-lines.ts'

const typeOf = typesOf([
  { path: 'order.total', type: 'integer', required: true },
  { path: 'order.number', type: 'string', required: false },
])

test('a condition of lines is read as it was written', () => {
  const condition = {
    $and: [
      { $greater: ['$.order.total', 100_000] },
      { $in: ['$.order.currency', ['EUR', 'SEK']] },
      { $not: '$.row.isGuest' },
      { $not: { $isBlank: '$.customer.firstName' } },
      '$.customer.isKnown',
    ],
  }
  expect(readLines(condition, typeOf)).toStrictEqual({
    join: 'all',
    lines: [
      { path: 'order.total', operator: 'greater', text: '100000' },
      { path: 'order.currency', operator: 'in', text: 'EUR\nSEK' },
      { path: 'row.isGuest', operator: 'false', text: '' },
      { path: 'customer.firstName', operator: 'filled', text: '' },
      { path: 'customer.isKnown', operator: 'true', text: '' },
    ],
  })
})

const said = fc.constantFrom('', 'DK', '42', '1.5', 'two words', '$5')
const line = fc
  .constantFrom('order.total', 'order.number', 'customer.anything')
  .chain((path) =>
    fc
      .constantFrom(...operatorsFor(typeOf(path)))
      .chain((operator) =>
        (needsText(operator) ? said : fc.constant('')).map((text) => ({ path, operator, text })),
      ),
  )

test('whatever lines say is read as the same lines again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<'all' | 'any'>('all', 'any'),
      fc.array(line, { maxLength: 4 }),
      (join, lines) => {
        expect(readLines(writtenLines({ join, lines }, typeOf), typeOf)).toStrictEqual({
          join: lines.length > 1 ? join : 'all',
          lines,
        })
      },
    ),
  )
})

const equals42 = (path: string) =>
  writtenLines({ join: 'all', lines: [{ path, operator: 'equals', text: '42' }] }, typeOf)

test('digits are a number where the field is one, and text where it is text', () => {
  expect([equals42('order.total'), equals42('order.number')]).toStrictEqual([
    { $equals: ['$.order.total', 42] },
    { $equals: ['$.order.number', '42'] },
  ])
})

test.each([
  ['a group in a group', { $and: [{ $or: ['$.a', '$.b'] }, '$.c'] }],
  ['a function of a value', { $greater: [{ $count: '$.order.lines' }, 3] }],
  ['a number in the place of a text', { $equals: ['$.order.number', 42] }],
  ['a group of one', { $and: ['$.a'] }],
])('%s is no list of lines', (_what, condition) => {
  expect(readLines(condition, typeOf)).toBeUndefined()
})

test('no condition is no line', () => {
  expect([
    readLines(undefined, typeOf),
    writtenLines({ join: 'any', lines: [] }, typeOf),
  ]).toStrictEqual([{ join: 'all', lines: [] }, undefined])
})
