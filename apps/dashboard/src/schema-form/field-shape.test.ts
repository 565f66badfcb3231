import { expect, test } from 'vitest'
import { fieldsOf } from './field-shape.ts'

const inputOf = (schema: object) => fieldsOf({ properties: { field: schema } })[0]?.input

test.for([
  ['text', { type: 'string' }, { kind: 'text', type: 'text' }],
  ['an address', { type: 'string', format: 'uri' }, { kind: 'text', type: 'url' }],
  ['an e-mail address', { type: 'string', format: 'email' }, { kind: 'text', type: 'email' }],
  ['a day', { type: 'string', format: 'date' }, { kind: 'text', type: 'date' }],
  ['a number', { type: 'integer' }, { kind: 'number' }],
  ['a yes or no', { type: 'boolean' }, { kind: 'switch' }],
  ['one of some', { type: 'string', enum: ['a', 'b'] }, { kind: 'choice', choices: ['a', 'b'] }],
  [
    'several of some',
    { type: 'array', items: { enum: ['a', 'b'] } },
    { kind: 'choices', choices: ['a', 'b'] },
  ],
  ['a list of texts', { type: 'array', items: { type: 'string' } }, { kind: 'texts' }],
  [
    'what may be null',
    { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    { kind: 'text', type: 'date' },
  ],
  ['names with values', { type: 'object', additionalProperties: {} }, { kind: 'written' }],
  [
    'what is of two kinds',
    { anyOf: [{ type: 'integer' }, { type: 'string' }] },
    { kind: 'written' },
  ],
  [
    'a list of secrets',
    { type: 'array', items: { type: 'string', secret: true } },
    { kind: 'written' },
  ],
  ['a reference', { $ref: '#/$defs/one' }, { kind: 'written' }],
] as const)('%s has a field of its own kind', ([, schema, input]) => {
  expect(inputOf(schema)).toStrictEqual(input)
})

const variant = (kind: string, name: string) => ({
  type: 'object',
  properties: { kind: { const: kind }, [name]: { type: 'string' } },
  required: ['kind', name],
})

test('of groups that one field tells apart, that field is the choice', () => {
  expect(inputOf({ oneOf: [variant('mail', 'address'), variant('page', 'url')] })).toMatchObject({
    kind: 'variants',
    by: 'kind',
    variants: [
      { value: 'mail', fields: [{ name: 'address', isRequired: true }] },
      { value: 'page', fields: [{ name: 'url', isRequired: true }] },
    ],
  })
})

test('what is needed comes first, and what has no title is called by its name', () => {
  const fields = fieldsOf({
    properties: {
      pageSize: { type: 'integer', default: 100 },
      key: { type: 'string', title: 'Key', description: 'Begins with `ck_`.', secret: true },
      mode: { type: 'string', dependsOn: { field: 'key', is: 'x' } },
    },
    required: ['key'],
  })
  expect(fields).toStrictEqual([
    {
      name: 'key',
      label: 'Key',
      help: 'Begins with ck_.',
      isRequired: true,
      isSecret: true,
      input: { kind: 'text', type: 'text' },
    },
    {
      name: 'pageSize',
      label: 'Page size',
      example: '100',
      isRequired: false,
      isSecret: false,
      input: { kind: 'number' },
    },
    {
      name: 'mode',
      label: 'Mode',
      isRequired: false,
      isSecret: false,
      dependsOn: { name: 'key', value: 'x' },
      input: { kind: 'text', type: 'text' },
    },
  ])
})

test.for([[undefined], [null], ['text'], [{ properties: [] }]])(
  'what is no schema of an object has no fields: %j',
  ([schema]) => {
    expect(fieldsOf(schema)).toStrictEqual([])
  },
)
