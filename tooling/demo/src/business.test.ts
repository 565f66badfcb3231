import { simulatedShop } from '@cartograph/simulators'
import { expect, test } from 'vitest'

import { liveOn } from './business.ts'

test.each([20, 200, 2_000])(
  'in two weeks a shop of %i orders sees every kind of change',
  (orders) => {
    const shop = simulatedShop({ orders })
    const before = shop.totals()
    const happened = liveOn(shop)
    const after = shop.totals()
    expect(after.orders).toBe(before.orders + happened.newOrders - happened.deletedOrders)
    expect(happened.changedOrders).toBeGreaterThanOrEqual(3)
    expect(happened.deletedOrders).toBeGreaterThanOrEqual(1)
    expect(happened.newRefunds).toBeGreaterThanOrEqual(1)
  },
)
