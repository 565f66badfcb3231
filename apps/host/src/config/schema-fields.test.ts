import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputSchema } from './checked.ts'
import { samplesAt, schemaFields } from './schema-fields.ts'

const schema = inputSchema(
  z.looseObject({
    id: z.number(),
    state: z.enum(['open', 'paid']).optional(),
    billing: z.object({ email: z.string().nullable() }),
    lines: z.array(z.object({ sku: z.string() })),
  }),
)

test('fields of a schema are told by their paths, with what is in lists and objects', () => {
  expect(
    schemaFields(schema, 3).map(({ path, type, required }) => [path, type, required]),
  ).toStrictEqual([
    ['$.id', 'number', true],
    ['$.state', 'string', false],
    ['$.billing', 'object', true],
    ['$.billing.email', 'string', true],
    ['$.lines', 'array', true],
    ['$.lines[0]', 'object', false],
    ['$.lines[0].sku', 'string', true],
  ])
})

test('what only records have is there too, and is not needed', () => {
  const fields = schemaFields(schema, 2, [{ id: 1, 'meta.key': { at: 3 } }])
  expect(fields.slice(-2)).toStrictEqual([
    { path: '$["meta.key"]', type: 'object', required: false },
    { path: '$["meta.key"].at', type: 'integer', required: false },
  ])
})

test('the few values that a field can have are told', () => {
  expect(schemaFields(schema, 1)[1]?.values).toStrictEqual(['open', 'paid'])
})

test('no more names are followed than asked for', () => {
  expect(schemaFields(schema, 1).map(({ path }) => path)).toStrictEqual([
    '$.id',
    '$.state',
    '$.billing',
    '$.lines',
  ])
})

test('samples are short, each once, and of no objects', () => {
  const records = [
    { a: { 'b.c': 'x'.repeat(100) }, lines: [{ sku: 'one' }] },
    { a: { 'b.c': 'y' }, lines: [{ sku: 'one' }] },
    { a: null, lines: [] },
  ]
  expect([
    samplesAt(records, '$.a["b.c"]'),
    samplesAt(records, '$.lines[0].sku'),
    samplesAt(records, '$.a'),
  ]).toStrictEqual([['x'.repeat(60), 'y'], ['one'], []])
})
