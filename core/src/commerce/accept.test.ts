import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickly } from './accept.ts'
import { entities } from './entities.ts'
import { entityNames } from './names.ts'

/** Values that fit some fields, and near misses. */
const value = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    'x',
    'a\0',
    '\uD800',
    'x'.repeat(513),
    'EUR',
    'EURO',
    'SE',
    'paid',
    'active',
    'email',
    'granted',
    '2010-12-01',
    '2010-12-01T08:26:00Z',
    '2010-12-01T08:26:00.5Z',
    '2010-02-30T08:26:00.000Z',
    '2010-12-01T24:26:00.000Z',
    '2010-12-01 08:26:00.000Z',
    '2010-12-01T08:26:00.000Z',
    '2010-12-01T08:26:00+01:00',
    0,
    -0,
    1.5,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
  ),
  fc.constantFrom(
    JSON.parse('{"__proto__":1}') as object,
    { constructor: 1 },
    {},
    { a: 1 },
    [],
    ['x'],
    [{}],
    [1],
    [{ productId: 'p', quantity: 1 }],
    [{ productId: '' }],
    [null],
  ),
)
const good = {
  id: '1',
  connection: 'shop',
  name: 'n',
  code: 'c',
  channel: 'email',
  state: 'granted',
  type: 't',
  at: '2010-12-01T08:26:00Z',
  status: 'paid',
  placedAt: '2010-12-01T08:26:00Z',
  createdAt: '2010-12-01T08:26:00Z',
  startedAt: '2010-12-01T08:26:00Z',
  redeemedAt: '2010-12-01T08:26:00Z',
  currency: 'EUR',
  total: 1,
  amount: 1,
  quantity: 1,
  voucherId: 'v',
}

test.each(entityNames)(
  'what is taken quickly for a %s is what the schema takes, and no less',
  (name) => {
    const { schema } = entities[name]
    const accept = quickly(schema)
    const fields = Object.keys(schema.shape)
    const fitting = Object.fromEntries(
      Object.entries(good).filter(([field]) => fields.includes(field)),
    )
    const changes = fc.dictionary(fc.constantFrom(...fields, 'unknown'), value, { maxKeys: 3 })
    fc.assert(
      fc.property(changes, (changed) => {
        const row = { ...fitting, ...changed }
        const parsed = schema.safeParse(row)
        const accepted = accept({ ...row }, '')
        expect(accepted).toEqual(parsed.data)
      }),
      { numRuns: 300 },
    )
  },
)

test('ids of other rows are qualified in lists and lines too, and what was given stays as it is', () => {
  const lines = [{ productId: 'p', categoryIds: ['c', 'shop:d'], variantId: null }, { sku: 's' }]
  const { id, connection, status, placedAt, currency, total } = good
  const order = { id, connection, status, placedAt, currency, total, customerId: '9', lines }
  const before = structuredClone(lines)
  expect(quickly(entities.order.schema)(order, 'shop:')).toMatchObject({
    customerId: 'shop:9',
    lines: [
      { productId: 'shop:p', categoryIds: ['shop:c', 'shop:d'], variantId: null },
      { sku: 's' },
    ],
  })
  expect(lines).toStrictEqual(before)
})

test('a row whose objects hold nothing to change shares them with what was given', () => {
  const lines = [{ sku: 's', quantity: 1 }]
  const { id, connection, status, placedAt, currency, total } = good
  const order = { id, connection, status, placedAt, currency, total, lines }
  expect(quickly(entities.order.schema)(order, 'shop:')?.['lines']).toBe(lines)
})
