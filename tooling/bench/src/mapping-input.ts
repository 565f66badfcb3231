import type { Expression, JsonObject, Mapping } from '@cartograph/core'

/** The same mapping in two languages: seven fields, one of them a list of five lines, as both can express it. */
export const ours: Mapping = {
  id: 'bench-order',
  from: { connector: 'shop', stream: 'orders' },
  to: { entity: 'order' },
  fields: {
    id: '$.id',
    status: 'paid',
    placedAt: '$.placed',
    currency: '$.currency',
    total: '$.total',
    email: { $lower: '$.billing.email' },
    lines: {
      $each: '$.line_items',
      as: { sku: '$.sku', name: '$.name', quantity: '$.quantity', total: '$.total' },
    },
  },
}

export const theirs: JsonObject = {
  id: { '@path': '$.id' },
  status: 'paid',
  placedAt: { '@path': '$.placed' },
  currency: { '@path': '$.currency' },
  total: { '@path': '$.total' },
  email: { '@case': { operator: 'lower', value: { '@path': '$.billing.email' } } },
  lines: {
    '@arrayPath': [
      '$.line_items',
      {
        sku: { '@path': '$.sku' },
        name: { '@path': '$.name' },
        quantity: { '@path': '$.quantity' },
        total: { '@path': '$.total' },
      },
    ],
  },
}

const money = (amount: Expression): Expression => ({ $money: amount, currency: 'EUR' })

/** What a shop really needs on top, and what the other language does not have: exact money and instants. */
export const oursReal: Mapping = {
  ...ours,
  fields: {
    ...ours.fields,
    id: { $string: '$.number' },
    placedAt: { $instant: '$.date', zone: 'UTC' },
    total: money('$.amount'),
    lines: {
      $each: '$.line_items',
      as: {
        sku: '$.sku',
        name: '$.name',
        quantity: '$.quantity',
        total: money({ $multiply: ['$.quantity', '$.price'] }),
      },
    },
  },
}

/** Orders that differ in every value, so that no answer can be remembered. */
export function makeOrders(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_order, index) => ({
    id: `order-${index}`,
    number: index,
    placed: new Date(1_700_000_000_000 + index * 61_000).toISOString(),
    date: new Date(1_700_000_000_000 + index * 61_000).toISOString().slice(0, 19),
    currency: 'EUR',
    total: 500 + index,
    amount: `${5 + index}.5`,
    billing: { email: `Buyer.${index}@Example.org` },
    line_items: Array.from({ length: 5 }, (_line, line) => ({
      sku: `sku-${index}-${line}`,
      name: `Article ${line}`,
      quantity: line + 1,
      price: `${line}.${index % 100}`,
      total: 100 + index,
    })),
  }))
}
