import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'

import { liveOn } from './business.ts'
import { ledgerOfBusiness } from './places.ts'

test.each([20, 200, 2_000])(
  'in two weeks a merchant of %i orders sees every kind of change in both channels',
  async (orders) => {
    const shop = simulatedShop({ orders })
    const store = await startWooCommerce({ shop })
    onTestFinished(() => store.close())
    const business = { shop, store }
    const before = ledgerOfBusiness(business)
    const happened = liveOn(business)
    const after = ledgerOfBusiness(business)
    expect(after.orders.size).toBe(before.orders.size + happened.newOrders - happened.deletedOrders)
    expect(happened.changedOrders).toBeGreaterThanOrEqual(4)
    expect(happened.newRefunds).toBeGreaterThanOrEqual(2)
    const gone = [...before.orders.keys()].filter((id) => !after.orders.has(id))
    expect(gone.filter((id) => id.startsWith('shop:')).length).toBeGreaterThanOrEqual(2)
    expect(gone.filter((id) => id.startsWith('till:')).length).toBeGreaterThanOrEqual(1)
    const returned = [...before.refunds.keys()].filter((id) => !after.refunds.has(id))
    expect(returned.length).toBeGreaterThanOrEqual(happened.takenBackRefunds)
  },
)

test('an older refund of the web shop is taken back', async () => {
  const shop = simulatedShop({ orders: 500 })
  const store = await startWooCommerce({ shop })
  onTestFinished(() => store.close())
  expect(liveOn({ shop, store }).takenBackRefunds).toBe(1)
})
