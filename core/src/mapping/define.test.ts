/** What must not compile: the type check is the test. */
import { expect, test } from 'vitest'
import type { Order } from '../commerce/index.ts'
import { defineMapping } from './define.ts'

type ShopOrder = {
  id: number
  total: string
  currency: string
  date: string
  'Invoice No': string
  billing: { email: string; address: { city: string; lines: string[] } } | null
  line_items: { product_id: number; quantity: number; taxes: { rate: string }[] }[]
  meta?: { [name: string]: string }
}

const define = defineMapping<ShopOrder, Order>()
const from = { connector: 'shop', stream: 'orders' } as const
const to = { entity: 'order' } as const
const needed = {
  id: { $string: '$.id' },
  status: 'paid',
  placedAt: { $instant: '$.date' },
  currency: '$.currency',
  total: { $money: '$.total', currency: '$.currency' },
} as const

const good = define({
  id: 'shop-order',
  from,
  to,
  with: { customer: { entity: 'customer', where: {}, take: 'one', follow: false } },
  when: { $notEquals: ['$.total', ''] },
  group: { by: ['$.Invoice No'], order: ['$.date'] },
  fields: {
    ...needed,
    number: '$["Invoice No"]',
    email: { $email: '$.billing.email' },
    phone: '$customer.phone',
    paymentMethod: '$$5',
    billing: { city: '$.billing.address.city', line1: '$.billing.address.lines[0]' },
    lines: {
      $each: { $filter: '$.line_items', where: { $greater: ['$.quantity', 0] } },
      as: {
        productId: { $string: '$.product_id' },
        quantity: '$.quantity',
        name: { $join: { $each: '$.taxes', as: '$.rate' }, with: '$row.currency' },
      },
    },
    extra: { note: '$.meta.note', setting: '$settings.note' },
  },
})

define({
  id: 'wrong-path',
  from,
  to,
  // @ts-expect-error no such field of the source
  fields: { ...needed, email: { $email: '$.billing.emial' } },
})
define({
  id: 'wrong-row-path',
  from,
  to,
  // @ts-expect-error no such field of the source
  fields: { ...needed, email: '$row.email' },
})
define({
  id: 'wrong-element-path',
  from,
  to,
  // @ts-expect-error inside $each, $ is the element
  fields: { ...needed, lines: { $each: '$.line_items', as: { sku: '$.currency' } } },
})
define({
  id: 'unknown-root',
  from,
  to,
  // @ts-expect-error nothing of that name is joined
  fields: { ...needed, phone: '$customer.phone' },
})
define({
  id: 'wrong-target',
  from,
  to,
  // @ts-expect-error no such field of the target
  fields: { ...needed, emial: '$.currency' },
})
define({
  id: 'missing-field',
  from,
  to,
  // @ts-expect-error the target needs `total`
  fields: { id: '$.currency', status: 'paid', placedAt: '$.date', currency: '$.currency' },
})
define({
  id: 'wrong-condition',
  from,
  to,
  // @ts-expect-error no such field of the source
  when: { $equals: ['$.stauts', 'paid'] },
  fields: needed,
})
define({
  id: 'wrong-group',
  from,
  to,
  // @ts-expect-error no such field of the source
  group: { by: ['$.InvoiceNo'] },
  fields: needed,
})
define({
  id: 'each',
  from,
  to,
  each: '$.line_items',
  // @ts-expect-error with `each`, $ is the element and has no date
  fields: { ...needed, number: '$.date' },
})

test('a typed mapping is the data that was written', () => {
  expect(good.fields['email']).toStrictEqual({ $email: '$.billing.email' })
  expect(JSON.parse(JSON.stringify(good))).toStrictEqual(good)
})
