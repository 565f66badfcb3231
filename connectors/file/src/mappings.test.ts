import {
  checkMapping,
  compileMapping,
  entities,
  type JsonObject,
  type JsonSchema,
} from '@cartograph/core'
import { expect, test } from 'vitest'
import { mappings } from './mappings.ts'
import { sinks } from './sinks.ts'

function itemSchema(sink: string): JsonSchema {
  const { schema } = sinks[sink as keyof typeof sinks]
  return schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
}

test.each(mappings.map((mapping) => [mapping.id, mapping] as const))(
  '%s names only what the model and the sink know',
  (_id, mapping) => {
    const target = itemSchema('sink' in mapping.to ? mapping.to.sink : '')
    expect(checkMapping(mapping, { target })).toEqual([])
  },
)

test('every entity goes to every file that is kept whole, under its plural', () => {
  for (const { name, plural } of Object.values(entities))
    for (const sink of ['csv', 'tsv', 'xlsx', 'ndjson', 'json', 'xml'])
      expect(mappings.find(({ id }) => id === `${name}-to-${sink}`)?.fields['file']).toBe(plural)
})

async function mapped(id: string, row: JsonObject) {
  const mapping = mappings.find((candidate) => candidate.id === id)
  if (mapping === undefined) throw new Error(id)
  const { items, problems } = (await compileMapping(mapping)).map([row])
  expect(problems).toEqual([])
  return items[0] as { file: string; key: string; columns: Record<string, unknown> }
}

const order = {
  id: 'shop:17',
  connection: 'shop',
  number: '17',
  status: 'paid',
  placedAt: '2026-11-24T09:00:00.000Z',
  currency: 'EUR',
  total: 1250,
  lines: [{ id: '1', quantity: 2 }],
  billing: { city: 'Lund', country: 'SE' },
}

test('an order becomes a row with its key first, amounts as decimal text and a cell for everything missing', async () => {
  const { file, key, columns } = await mapped('order-to-csv', order)
  expect({ file, key }).toEqual({ file: 'orders', key: 'shop:17' })
  expect(Object.keys(columns)[0]).toBe('id')
  expect(columns).toMatchObject({
    id: 'shop:17',
    total: '12.50',
    currency: 'EUR',
    lineCount: 1,
    billingCity: 'Lund',
    paidAt: null,
  })
})

test('an order becomes a line of JSON with all that is known of it', async () => {
  expect((await mapped('order-to-ndjson', order)).columns).toEqual(order)
})
