import { expect, test } from 'vitest'
import * as z from 'zod'
import { entities } from './entities.ts'
import { makeRow } from './make-row.ts'
import { entityNames, isEntityName } from './names.ts'

const order = {
  id: '1',
  status: 'paid',
  placedAt: '2010-12-01T08:26:00Z',
  currency: 'GBP',
  total: 1530,
}

const faultOfRow = (...input: Parameters<typeof makeRow>) => {
  const made = makeRow(...input)
  if (!('fault' in made)) throw new Error('The row was made.')
  return made.fault
}

test('ids and references become those of the connection, in lists and lines too', () => {
  const item = {
    ...order,
    customerId: '9',
    storeId: null,
    lines: [{ productId: 'p', quantity: 0, categoryIds: ['a', 'shop:b'] }, { sku: '' }],
  }
  expect(makeRow('order', 'shop', item)).toStrictEqual({
    id: 'shop:1',
    row: {
      ...order,
      id: 'shop:1',
      connection: 'shop',
      placedAt: '2010-12-01T08:26:00.000Z',
      customerId: 'shop:9',
      storeId: null,
      lines: [{ productId: 'shop:p', quantity: 0, categoryIds: ['shop:a', 'shop:b'] }, { sku: '' }],
    },
  })
})

test('the item is not changed', () => {
  const item = { ...order, lines: [{ productId: 'p', categoryIds: ['a'] }] }
  const before = structuredClone(item)
  makeRow('order', 'shop', item)
  expect(item).toStrictEqual(before)
})

test('an id that is qualified by this connection stays, one of another connection is a native id', () => {
  expect(makeRow('order', 'shop', { ...order, id: 'shop:1' })).toMatchObject({ id: 'shop:1' })
  expect(makeRow('order', 'shop', { ...order, id: 'shop2:1' })).toMatchObject({
    id: 'shop:shop2:1',
  })
})

test('the model’s own row can be made again', () => {
  const made = makeRow('order', 'shop', {
    ...order,
    lines: [{ productId: 'p' }],
    extra: { a: [1] },
  })
  if ('fault' in made) throw new Error(made.fault.message)
  expect(makeRow('order', 'shop', made.row)).toStrictEqual(made)
})

test.each([
  [{ ...order, totl: 1 }, ['totl'], '`totl` is not a field of order; did you mean `total`?'],
  [
    { ...order, lines: [{ quantitty: 1 }] },
    ['lines', 0, 'quantitty'],
    '`lines[0].quantitty` is not a field of order; did you mean `lines[0].quantity`?',
  ],
  [
    { ...order, status: 'payed' },
    ['status'],
    '`status` of order is wrong: expected one of draft, pending, onHold, paid, fulfilled, cancelled, failed, refunded, partiallyRefunded, found text.',
  ],
  [
    { ...order, total: '15.30' },
    ['total'],
    '`total` of order is wrong: expected a whole number of minor units (cents); `$money` makes it, found text.',
  ],
  [
    { ...order, total: 15.3 },
    ['total'],
    '`total` of order is wrong: expected a whole number of minor units (cents); `$money` makes it, found a number.',
  ],
  [{ ...order, id: 17 }, ['id'], '`id` of order is wrong: expected text, found a number.'],
  [{ ...order, email: 5 }, ['email'], '`email` of order is wrong: expected text, found a number.'],
  [
    { ...order, placedAt: '2010-02-30T00:00:00Z' },
    ['placedAt'],
    '`placedAt` of order is wrong: expected an instant in UTC such as 2010-12-01T08:26:00.000Z; `$instant` makes one, found text.',
  ],
  [
    { ...order, currency: 'EURO' },
    ['currency'],
    '`currency` of order is wrong: expected an ISO 4217 code such as EUR, found text.',
  ],
  [
    { ...order, customerId: '' },
    ['customerId'],
    '`customerId` of order is wrong: expected text that is not empty; leave the field out where there is nothing, found empty text.',
  ],
])('a wrong item names the field and what was expected (%#)', (item, path, message) => {
  expect(faultOfRow('order', 'shop', item)).toMatchObject({ kind: 'record', path, message })
})

test('a missing field is called missing', () => {
  const { total: _total, ...rest } = order
  expect(faultOfRow('order', 'shop', rest)).toMatchObject({
    path: ['total'],
    message:
      '`total` of order is missing: expected a whole number of minor units (cents); `$money` makes it.',
  })
})

test('an id with U+0000 or a lone surrogate is refused', () => {
  expect(faultOfRow('order', 'shop', { ...order, id: 'a\0' }).path).toStrictEqual(['id'])
  expect(faultOfRow('order', 'shop', { ...order, id: '\uD800' }).path).toStrictEqual(['id'])
})

test('no fault quotes a value', () => {
  const item = { id: '1', email: ['anna@example.org'], placedAt: 'anna@example.org' }
  expect(JSON.stringify(faultOfRow('order', 'shop', item))).not.toContain('anna')
})

test('an amount of a product needs its currency', () => {
  expect(makeRow('product', 'shop', { id: '1', stock: 0 })).toHaveProperty('row')
  expect(faultOfRow('product', 'shop', { id: '1', price: 0 })).toMatchObject({
    path: ['currency'],
    message: '`currency` of product is wrong: expected the currency of the amounts, found nothing.',
  })
})

test('a record is only refused for what is truly necessary', () => {
  expect(makeRow('customer', 'shop', { id: '1' })).toStrictEqual({
    id: 'shop:1',
    row: { id: 'shop:1', connection: 'shop' },
  })
})

test('every entity prints a JSON Schema, and each of its fields says what it is', () => {
  for (const name of entityNames) {
    const printed = z.toJSONSchema(entities[name].schema)
    expect(printed.additionalProperties).toBe(false)
    expect(printed.required).toContain('id')
    expect(printed.required).toContain('connection')
    for (const [field, schema] of Object.entries(printed.properties ?? {}))
      expect(schema, `${name}.${field}`).toHaveProperty('description')
  }
})

test('references are found by their marks, also in lists', () => {
  expect(entities.order.references).toContainEqual({ path: ['customerId'], entity: 'customer' })
  expect(entities.order.references).toContainEqual({
    path: ['lines', '*', 'categoryIds', '*'],
    entity: 'category',
  })
  expect(entities.category.references).toContainEqual({ path: ['parentId'], entity: 'category' })
})

test('fields of personal data are marked in the printed schema', () => {
  const printed = z.toJSONSchema(entities.customer.schema).properties ?? {}
  expect(printed['email']).toMatchObject({ personal: 'email' })
  expect(printed['lastName']).toMatchObject({ personal: 'name' })
  expect(printed['phone']).toMatchObject({ personal: 'phone' })
})

test('names of entities are told from other words', () => {
  expect(isEntityName('stockLevel')).toBe(true)
  expect(isEntityName('constructor')).toBe(false)
})
