import { expect, test } from 'vitest'
import * as z from 'zod'
import { schemaFields } from './schema-fields.ts'

const fieldsOf = (schema: z.ZodType) =>
  schemaFields(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))

test('a field is a line: its path, whether it may be left out, and what it takes', () => {
  const order = z.looseObject({
    id: z.int(),
    note: z.string().max(20).nullish(),
    billing: z.strictObject({ email: z.email().optional() }),
    lines: z.array(z.object({ sku: z.string() })),
    state: z.enum(['paid', 'open']),
    extra: z.unknown(),
  })
  expect(fieldsOf(order)).toStrictEqual({
    $: 'object',
    billing: 'object closed',
    'billing.email?': 'string format=email',
    extra: 'any',
    id: 'integer',
    lines: 'array',
    'lines[]': 'object',
    'lines[].sku': 'string',
    'note?': 'null | string maxLength=20',
    state: '"open" | "paid"',
  })
})

test('a text that must begin in one way keeps its pattern', () => {
  expect(fieldsOf(z.object({ token: z.string().startsWith('nb_') }))).toStrictEqual({
    $: 'object',
    token: 'string pattern="^nb_.*"',
  })
})

test('what has a default may be left out', () => {
  expect(fieldsOf(z.object({ pages: z.int().min(1).default(5) }))).toStrictEqual({
    $: 'object',
    'pages?': 'integer minimum=1',
  })
})

test('a field of one alternative alone may be left out', () => {
  const file = z.discriminatedUnion('format', [
    z.object({ format: z.literal('csv'), delimiter: z.string() }),
    z.object({ format: z.literal('json') }),
  ])
  expect(fieldsOf(file)).toStrictEqual({
    $: 'object',
    'delimiter?': 'string',
    format: '"csv" | "json"',
  })
})

test('a value that must fit two schemas has the fields of both', () => {
  const both = z.intersection(z.object({ id: z.int() }), z.object({ name: z.string() }))
  expect(fieldsOf(both)).toStrictEqual({ $: 'object', id: 'integer', name: 'string' })
})

test('entries by any name stand under a star', () => {
  expect(fieldsOf(z.object({ prices: z.record(z.string(), z.number()) }))).toStrictEqual({
    $: 'object',
    prices: 'object',
    'prices.*?': 'number',
  })
})

test('a schema that holds itself is told once', () => {
  const tree = z.object({
    name: z.string(),
    get children() {
      return z.array(tree)
    },
  })
  expect(fieldsOf(tree)).toStrictEqual({
    $: 'object',
    children: 'array',
    'children[]': 'any',
    name: 'string',
  })
})

test('a value that is no object is told as a whole', () => {
  expect(fieldsOf(z.array(z.string()))).toStrictEqual({ $: 'array', '$[]': 'string' })
})
