import { checkMapping, type CheckOptions } from '@cartograph/core'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { childKinds, listedKinds } from '../kinds.ts'
import { settings } from '../settings.ts'
import { testKey } from '../testing/context.ts'
import { objects } from '../testing/objects.ts'
import { mappingsOf } from './index.ts'

const kinds = { ...listedKinds, ...childKinds }
const choices = settings.shape.orders.unwrap().options

test.each(choices)(
  'with orders: %s, every mapping reads and writes only what there is',
  (orders) => {
    for (const mapping of mappingsOf(settings.parse({ secretKey: testKey, orders }))) {
      const stream = 'stream' in mapping.from ? mapping.from.stream : ''
      const { schema } = kinds[stream as keyof typeof kinds]
      const problems = checkMapping(mapping, {
        source: z.toJSONSchema(schema) as NonNullable<CheckOptions['source']>,
      })
      expect(problems.map(({ path, message }) => [mapping.id, path, message])).toStrictEqual([])
    }
  },
)

test.each([
  ['checkout', ['stripe-order-of-checkout']],
  ['invoices', ['stripe-order-of-invoice']],
  ['charges', ['stripe-order-of-charge']],
  ['none', []],
] as const)(
  'with orders: %s one kind of row becomes an order, so no sale counts twice',
  (orders, ids) => {
    const all = mappingsOf(settings.parse({ secretKey: testKey, orders }))
    const toOrder = all.filter(({ to }) => 'entity' in to && to.entity === 'order')
    expect(toOrder.map(({ id }) => id)).toStrictEqual(ids)
  },
)

test('every example row fits the schema of its stream', () => {
  for (const [stream, row] of Object.entries(objects)) {
    const { schema } = listedKinds[stream as keyof typeof objects]
    expect(schema.safeParse(row).error?.issues).toBeUndefined()
  }
})
