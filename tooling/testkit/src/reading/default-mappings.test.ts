import type { Mapping, Sink } from '@cartograph/core'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { defaultMappings } from './default-mappings.ts'

const order: Mapping = {
  id: 'order',
  from: { entity: 'order' },
  to: { connector: 'notebook', sink: 'lines' },
  fields: { key: '$.id', amount: '$.total' },
}

function of(mapping: Mapping) {
  const schema = z.strictObject({ key: z.string(), amount: z.number() })
  const lines = { schema } as unknown as Sink<never>
  return defaultMappings(() => ({ mappings: [mapping], sinks: { lines } }))
}

test('gives what a mapping makes of a row', async () => {
  expect(await of(order).mapped('order', { id: 'shop:1', total: 500 })).toStrictEqual([
    { key: 'shop:1', amount: 500 },
  ])
})

test('refuses what does not fit the schema of the sink, and a mapping that is not there', async () => {
  await expect(of(order).mapped('order', { id: 'shop:1', total: 'much' })).rejects.toThrow(/number/)
  await expect(of(order).mapped('refund', {})).rejects.toThrow('No mapping refund.')
})

test('gives what becomes rows of a connection as they are kept, and refuses what does not fit the model', async () => {
  const person: Mapping = {
    id: 'person',
    from: { connector: 'notebook', stream: 'people' },
    to: { entity: 'customer' },
    fields: { id: '$.id', email: '$.email' },
  }
  const { mapped } = defaultMappings(() => ({ mappings: [person] }), { connection: 'desk' })
  const people = [{ id: '1', email: 'ida@shop.example' }, { id: '2' }]
  expect((await mapped('person', people)).map(({ id, email }) => [id, email])).toStrictEqual([
    ['desk:1', 'ida@shop.example'],
    ['desk:2', undefined],
  ])
  await expect(mapped('person', { id: '1', email: 7 })).rejects.toThrow(/email/)
})

test('names the mapping that does not fit the two sides', () => {
  expect(of(order).problems()).toStrictEqual([])
  const { amount, ...fields } = order.fields
  expect(amount).toBe('$.total')
  expect(of({ ...order, fields }).problems()).toStrictEqual([
    expect.stringMatching(/^order: .*amount/),
  ])
})
