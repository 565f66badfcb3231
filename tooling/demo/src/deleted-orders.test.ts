import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'

import { deletedOrders } from './deleted-orders.ts'
import { ledgerOfBusiness } from './places.ts'
import { webOrders } from './web-shop.ts'

test('each order that is gone is told with how it went, and new ones are not', async () => {
  const shop = simulatedShop({ orders: 60 })
  const store = await startWooCommerce({ shop })
  onTestFinished(() => store.close())
  const before = ledgerOfBusiness({ shop, store })
  const [trashed, forgotten] = webOrders(store).map(({ id }) => id)
  const sold = [...shop.orders()].find(({ storeId }) => storeId === 'till')?.id ?? ''
  store.admin.trashOrder(trashed ?? 0)
  store.admin.deleteOrder(forgotten ?? 0)
  shop.remove(sold)
  store.admin.createOrder()
  const deleted = deletedOrders(before, ledgerOfBusiness({ shop, store }), store)
  expect(deleted.map(({ id, how }) => [id, how])).toStrictEqual([
    [`shop:${trashed}`, 'in the trash'],
    [`shop:${forgotten}`, 'deleted for good'],
    [`till:${sold}`, 'no longer in the file'],
  ])
  expect(deleted.map(({ was }) => was)).toStrictEqual(
    deleted.map(({ id }) => before.orders.get(id)),
  )
})
