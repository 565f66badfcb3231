import { expect, test } from 'vitest'
import * as z from 'zod'
import type { Mapping } from '../v1/index.ts'
import { checkMapping } from './check.ts'
import { compileMapping } from './compile.ts'
import type { JsonSchema } from './shape.ts'

const category = z.object({
  name: z.string(),
  get parent() {
    return category.nullish()
  },
})
const shopOrder = z.looseObject({
  id: z.number(),
  total: z.string(),
  currency: z.string(),
  date: z.string(),
  billing: z.looseObject({ email: z.string(), city: z.string() }).nullable(),
  line_items: z.array(z.looseObject({ product_id: z.number(), quantity: z.number() })),
  pair: z.tuple([z.string(), z.number()]),
  category,
  meta: z.record(z.string(), z.string()),
  anything: z.unknown(),
})
const source = z.toJSONSchema(shopOrder) as JsonSchema
const closed = z.toJSONSchema(z.strictObject(shopOrder.shape)) as JsonSchema

const mapping: Mapping = {
  id: 'shop-order',
  from: { connector: 'shop', stream: 'orders' },
  to: { entity: 'order' },
  fields: {
    id: { $string: '$.id' },
    status: 'paid',
    placedAt: { $instant: '$.date' },
    currency: '$.currency',
    total: { $money: '$.total', currency: '$.currency' },
  },
}
const withFields = (fields: Mapping['fields'], more: Partial<Mapping> = {}): Mapping => ({
  ...mapping,
  ...more,
  fields: { ...mapping.fields, ...fields },
})

test('a good mapping has no problems, with all that schemas can hold', () => {
  const good = withFields({
    email: { $email: '$.billing.email' },
    number: '$.pair[0]',
    phone: '$.category.parent.parent.name',
    paymentMethod: '$.meta.whatever',
    storeId: '$.anything.at.all',
    channel: { $case: '$.currency', of: { EUR: 'web' }, else: 'other' },
    lines: {
      $each: '$.line_items',
      as: { productId: { $string: '$.product_id' }, quantity: '$.quantity' },
    },
    billing: { city: '$.billing.city' },
  })
  expect(checkMapping(good, { source })).toStrictEqual([])
  expect(checkMapping(good, { source: closed })).toStrictEqual([])
})

test('a wrong path of an open source is a warning that names the nearest', () => {
  const wrong = withFields({ email: { $email: '$.billing.emial' } })
  expect(checkMapping(wrong, { source })).toStrictEqual([
    {
      path: ['fields', 'email', '$email'],
      severity: 'warning',
      message: '`$.billing.emial` does not exist in orders; did you mean `$.billing.email`?',
      nearest: '$.billing.email',
    },
  ])
})

test('a wrong path of a closed source is an error', () => {
  expect(checkMapping(withFields({ email: '$.emial' }), { source: closed })).toMatchObject([
    { severity: 'error', path: ['fields', 'email'] },
  ])
})

test('inside $each paths are those of the element', () => {
  const wrong = withFields({
    lines: { $each: '$.line_items', as: { productId: { $string: '$.productid' } } },
  })
  expect(checkMapping(wrong, { source })).toMatchObject([
    {
      severity: 'warning',
      nearest: '$.product_id',
      path: ['fields', 'lines', 'as', 'productId', '$string'],
    },
  ])
})

test('a list read without an index is told', () => {
  expect(checkMapping(withFields({ number: '$.line_items.quantity' }), { source })).toMatchObject([
    { severity: 'error', message: '`$.line_items.quantity` does not exist in orders' },
  ])
})

test('an unknown field of the target is an error that names the nearest, in nested objects too', () => {
  const wrong = withFields({ emial: '$.currency', lines: [{ qantity: 1 }] })
  expect(checkMapping(wrong, { source })).toMatchObject([
    { severity: 'error', path: ['fields', 'emial'], nearest: 'email' },
    { severity: 'error', path: ['fields', 'lines', 0, 'qantity'], nearest: 'quantity' },
  ])
})

test('a required field of the target without a rule is an error; the connection is not asked for', () => {
  const { total: _total, ...fields } = mapping.fields
  expect(checkMapping({ ...mapping, fields }, { source })).toStrictEqual([
    {
      path: ['fields'],
      severity: 'error',
      message: 'the target needs `total`, and there is no rule for it',
    },
  ])
})

test.each<readonly [string, Mapping['fields'], object]>([
  [
    'an unknown function',
    { number: { $sting: '$.id' } },
    { path: ['fields', 'number', '$sting'], nearest: '$string' },
  ],
  ['an unknown root', { number: '$rwo.id' }, { nearest: '$row' }],
  ['text that is no path', { number: '$5' }, { message: expect.stringContaining('`$$5`') }],
  [
    'an unknown argument',
    { total: { $money: '$.total', curency: 'EUR', currency: 'EUR' } },
    { nearest: 'currency' },
  ],
  ['a lacking argument', { total: { $money: '$.total' } }, { message: '$money needs `currency`' }],
  [
    'too few values',
    { number: { $equals: ['$.id'] } },
    { message: expect.stringContaining('takes 2 values') },
  ],
  [
    'two functions in one object',
    { number: { $lower: 'A', $upper: 'a' } },
    { message: expect.stringContaining('$lower and $upper') },
  ],
  [
    'a currency that is none',
    { total: { $money: '$.total', currency: 'EURO' } },
    { message: expect.stringContaining('ISO 4217') },
  ],
  [
    'a zone that is none',
    { placedAt: { $instant: '$.date', zone: 'Europe/Atlantis' } },
    { message: expect.stringContaining('IANA') },
  ],
  [
    'a format with an unknown part',
    { placedAt: { $instant: '$.date', format: 'YYYY-MM-dd' } },
    { message: expect.stringContaining('`YYYY`') },
  ],
  [
    'a choice that is none',
    { number: { $sort: '$.line_items', direction: 'down' } },
    { path: ['fields', 'number', 'direction'] },
  ],
  ['a status that is none', { status: 'payed' }, { path: ['fields', 'status'], nearest: 'paid' }],
  [
    'a status in a table that is none',
    { status: { $case: '$.currency', of: { x: 'payd' } } },
    { path: ['fields', 'status', 'of', 'x'], nearest: 'paid' },
  ],
  [
    'text where a number goes',
    { total: { $string: '$.total' } },
    { message: 'this gives text, but the field takes a whole number' },
  ],
  [
    'a number where text goes',
    { number: '$.id' },
    { message: expect.stringContaining('takes text') },
  ],
  ['a list where text goes', { number: '$.line_items' }, { path: ['fields', 'number'] }],
  [
    'text given to a function of lists',
    { lines: { $each: '$.total', as: {} } },
    { message: '$each takes a list, and this gives text' },
  ],
  [
    'a refused name',
    { number: '$.constructor.name' },
    { message: expect.stringContaining('`constructor`') },
  ],
  [
    '$rows without a group',
    { number: { $count: '$rows' } },
    { message: expect.stringContaining('`group`') },
  ],
  [
    'a look-up whose name is no plain text',
    { number: { $lookup: { $string: '$.id' }, input: '$.id' } },
    { message: '$lookup takes plain text, no expression' },
  ],
  [
    'a constant that cannot be worked out',
    { placedAt: { $instant: 'yesterday' } },
    { message: expect.stringContaining('$instant expected') },
  ],
])('%s is an error', (_, fields, problem) => {
  const problems = checkMapping(withFields(fields), { source })
  expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', ...problem }))
})

test('group and each together, an empty group, no fields and unknown entities are errors', () => {
  const wrong: Mapping = {
    ...mapping,
    to: { entity: 'ordr' },
    each: '$.line_items',
    group: { by: [] },
    fields: {},
    with: { row: { entity: 'customer', where: {}, take: 'all', follow: false } },
  }
  expect(checkMapping(wrong).map(({ path }) => path.join('.'))).toStrictEqual([
    'to.entity',
    'each',
    'group.by',
    'fields',
    'with.row',
  ])
})

test('rows of other entities are checked against the model', () => {
  const joined = withFields(
    { email: '$buyer.emial', phone: '$all[0].phone' },
    {
      with: {
        buyer: { entity: 'customer', where: { id: '$.idd' }, take: 'one', follow: true },
        all: { entity: 'customer', where: {}, take: 'all', follow: true },
      },
    },
  )
  expect(checkMapping(joined, { source })).toMatchObject([
    { severity: 'warning', path: ['with', 'buyer', 'where', 'id'], nearest: '$.id' },
    { severity: 'error', path: ['fields', 'email'], nearest: '$buyer.email' },
  ])
})

test('an entity of the model as source is known and closed', () => {
  const toSink: Mapping = {
    id: 'orders-out',
    from: { entity: 'order' },
    to: { connector: 'file', sink: 'csv' },
    fields: { a: '$.emial', b: '$.lines[0].sku' },
  }
  expect(checkMapping(toSink)).toMatchObject([{ severity: 'error', nearest: '$.email' }])
})

test('without schemas nothing is guessed', () => {
  const sink: Mapping = {
    ...mapping,
    to: { connector: 'mail', sink: 'x' },
    fields: { anything: '$.goes' },
  }
  expect(checkMapping(sink)).toStrictEqual([])
})

test('what the checker calls an error in the language itself does not compile either', async () => {
  await expect(compileMapping(withFields({ number: { $sting: '$.id' } }))).rejects.toMatchObject({
    kind: 'config',
    path: ['fields', 'number', '$sting'],
    message: expect.stringContaining(
      'Mapping shop-order, fields.number.$sting: `$sting` is no function; did you mean `$string`?',
    ),
  })
})
