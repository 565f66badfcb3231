import { simulatedShop } from '@cartograph/simulators'
import { expect, test } from 'vitest'

import { tillOf } from './till.ts'

test('the till knows what is sold there and nothing of the web shop', () => {
  const shop = simulatedShop({ orders: 300 })
  const till = tillOf(shop)
  const records = [...till.orders(), ...till.refunds(), ...till.customers()]
  expect(new Set(records.map(({ storeId }) => storeId))).toStrictEqual(new Set(['till']))
  const sold = [...shop.orders()].filter(({ storeId }) => storeId === 'till')
  expect([...till.orders()]).toStrictEqual(sold)
  expect(till.totals().orders).toBe(sold.length)
})
