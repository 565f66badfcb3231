/** What the language means, as a table: the rules that other mapping languages break. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Expression, Json, JsonObject, Mapping } from '../v1/index.ts'
import { compileMapping } from './compile.ts'

const base = {
  id: 'test',
  from: { connector: 'shop', stream: 'orders' },
  to: { connector: 'mail', sink: 'members' },
} as const

const mapped = async (expression: Expression, row: JsonObject, more: Partial<Mapping> = {}) => {
  const compiled = await compileMapping({ ...base, ...more, fields: { it: expression } })
  return compiled.map([row])
}
const value = async (expression: Expression, row: JsonObject = {}) => {
  const { items, problems } = await mapped(expression, row)
  expect(problems).toStrictEqual([])
  return items[0]?.['it']
}

/** As in a file; an object literal with `then` looks like a promise to tools. */
const json = (text: string) => JSON.parse(text) as Expression

const row = {
  text: 'Hi',
  empty: '',
  zero: 0,
  no: false,
  nothing: null,
  list: [1, null, 0],
  'Invoice No': '7',
  'a.b': 'dotted',
  nested: { deep: { er: ['x', { y: 'z' }] } },
} as const

const table: readonly (readonly [string, Expression, Json | undefined])[] = [
  ['a path reads a field', '$.text', 'Hi'],
  [
    'a path goes deep, by point or bracket',
    ['$.nested.deep.er.1.y', '$.nested.deep.er[1].y'],
    ['z', 'z'],
  ],
  ['a name may hold a space', '$.Invoice No', '7'],
  ['a quoted name may hold a point', '$["a.b"]', 'dotted'],
  ['$row is the row', '$row.text', 'Hi'],
  ['empty text is kept', '$.empty', ''],
  ['zero is kept', '$.zero', 0],
  ['false is kept', '$.no', false],
  ['null is kept', '$.nothing', null],
  ['what is not there is left out', '$.missing', undefined],
  ['what is below nothing is left out', '$.missing.deeper', undefined],
  ['text has no fields', '$.text.length', undefined],
  ['a list has no fields', '$.list.length', undefined],
  ['inherited fields are not there', ['$.toString', '$.hasOwnProperty.name'], [null, null]],
  ['two dollars are the text with one', '$$5', '$5'],
  ['other literals stand for themselves', [1, true, null, 'x'], [1, true, null, 'x']],
  ['a field with two dollars has one', { $$ref: 1 }, { $ref: 1 }],
  ['a list keeps its length, with null for what is missing', ['$.missing', '$.zero'], [null, 0]],
  ['a list of one stays a list', { $each: { $slice: '$.list', to: 1 }, as: '$' }, [1]],
  ['an empty list stays', { $each: { $slice: '$.list', to: 0 }, as: '$' }, []],
  [
    '$each keeps null and missing elements',
    { $each: '$.list', as: { n: '$' } },
    [{ n: 1 }, { n: null }, { n: 0 }],
  ],
  ['$each of nothing is nothing', { $each: '$.missing', as: '$' }, undefined],
  ['inside $each, $row is still the row', { $each: [1], as: '$row.text' }, ['Hi']],
  ['$if takes else although it is falsy', json('{"$if": false, "then": 1, "else": 0}'), 0],
  ['$if without else leaves the field out', json('{"$if": "$.missing", "then": 1}'), undefined],
  ['$coalesce takes empty text', { $coalesce: ['$.missing', '$.nothing', '$.empty', 'x'] }, ''],
  ['$firstFilled does not', { $firstFilled: ['$.missing', '$.nothing', '$.empty', 'x'] }, 'x'],
  ['$firstFilled takes zero and false', { $firstFilled: ['$.empty', '$.zero'] }, 0],
  ['$coalesce of nothing is nothing', { $coalesce: ['$.missing'] }, undefined],
  ['missing passes through a function', { $lower: '$.missing' }, undefined],
  ['null passes through a function', { $lower: '$.nothing' }, null],
  [
    '$isMissing tells null and missing from empty text',
    [{ $isMissing: '$.nothing' }, { $isMissing: '$.missing' }, { $isMissing: '$.empty' }],
    [true, true, false],
  ],
  ['$isBlank does not', { $isBlank: '$.empty' }, true],
  [
    'nested objects leave out what is missing',
    { a: '$.missing', b: { c: '$.empty', d: '$.missing' } },
    { b: { c: '' } },
  ],
]

test.each(table)('%s', async (_, expression, expected) => {
  expect(await value(expression, row)).toStrictEqual(expected)
})

test('onMissing: null writes null, also in nested objects', async () => {
  const { items } = await mapped({ a: '$.missing' }, row, { onMissing: 'null' })
  expect(items).toStrictEqual([{ it: { a: null } }])
})

test('onMissing: error rejects the item and names the field', async () => {
  const { items, problems } = await mapped({ $each: [1, 2], as: { a: '$row.missing' } }, row, {
    onMissing: 'error',
  })
  expect(items).toStrictEqual([])
  expect(problems).toMatchObject([{ kind: 'record', path: ['it', 0, 'a'] }])
})

test('null and empty text are not missing', async () => {
  const { items } = await mapped(['$.nothing', '$.empty'], row, { onMissing: 'error' })
  expect(items).toStrictEqual([{ it: [null, ''] }])
})

const forbidden = ['__proto__', 'prototype', 'constructor']

test.each(forbidden)('a path through %s is refused', async (name) => {
  await expect(mapped(`$.a.${name}`, {})).rejects.toMatchObject({
    kind: 'config',
    path: ['fields', 'it'],
  })
})

test.each(forbidden)('a field named %s is refused, in nested objects too', async (name) => {
  const fields = JSON.parse(`{"${name}": 1}`) as Record<string, Expression>
  await expect(compileMapping({ ...base, fields })).rejects.toMatchObject({
    path: ['fields', name],
  })
  await expect(mapped(fields, {})).rejects.toMatchObject({ path: ['fields', 'it', name] })
})

test('a row cannot reach the prototype of an output', async () => {
  const evil = JSON.parse('{"a": {"__proto__": {"polluted": true}, "b": 1}}') as JsonObject
  const merged = (await value({ $merge: ['$.a', { c: 2 }] }, evil)) as Record<string, unknown>
  expect(merged).toStrictEqual({ b: 1, c: 2 })
  expect(merged['polluted']).toBeUndefined()
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('whatever a row holds, a mapping of it ends in items or record faults', async () => {
  const compiled = await compileMapping({
    ...base,
    fields: {
      a: { $money: '$.a', currency: '$.b' },
      b: { $instant: '$.a', zone: '$.b' },
      c: { $each: '$.a', as: { $string: '$.b' } },
      d: { $sum: '$.b' },
      e: { $phone: '$.a', country: '$.b' },
    },
  })
  fc.assert(
    fc.property(fc.record({ a: fc.jsonValue(), b: fc.jsonValue() }), (given) => {
      const { items, problems } = compiled.map([given])
      expect(items.length + Math.min(1, problems.length)).toBe(1)
      for (const problem of problems) expect(problem.kind).toBe('record')
    }),
  )
})

test('rows are not changed', async () => {
  const before = structuredClone(row)
  await mapped({ $sort: '$.list', direction: 'descending' }, row)
  await mapped({ $merge: ['$.nested', { x: 1 }] }, row)
  expect(row).toStrictEqual(before)
})

test('a fault never quotes the value, and tells the field, the reason and the rule', async () => {
  const { problems } = await mapped(
    { $money: '$.text', currency: 'EUR' },
    { text: 'anna@example.org' },
  )
  expect(problems).toStrictEqual([
    {
      $fault: 'v1',
      kind: 'record',
      message:
        '`it`: $money expected a decimal such as 12.50, found text of 16 characters (mapping test).',
      hint: 'The rule is {"$money":"$.text","currency":"EUR"}.',
      path: ['it'],
    },
  ])
})

test('$cel computes conditions and values, with row, here and settings', async () => {
  const compiled = await compileMapping(
    {
      ...base,
      when: { $cel: "row.status != 'draft' && row.total > 5" },
      fields: {
        double: { $cel: 'row.total * 2.0' },
        name: { $cel: 'settings.prefix + row.status' },
        each: { $each: '$.list', as: { $cel: 'here + 1.0' } },
      },
    },
    { settings: { prefix: 'is ' } },
  )
  expect(compiled.map([{ status: 'paid', total: 6, list: [1, 2] }]).items).toStrictEqual([
    { double: 12, name: 'is paid', each: [2, 3] },
  ])
  expect(compiled.map([{ status: 'draft', total: 6 }]).items).toStrictEqual([])
  expect(compiled.map([{ total: 6 }]).problems).toMatchObject([
    { kind: 'record', message: expect.stringContaining('No such key: status') },
  ])
  expect(compiled.reads).toContainEqual(['status'])
})

test('$cel that does not parse is a config fault', async () => {
  await expect(mapped({ $cel: 'row.' }, {})).rejects.toMatchObject({
    kind: 'config',
    path: ['fields', 'it', '$cel'],
  })
})
