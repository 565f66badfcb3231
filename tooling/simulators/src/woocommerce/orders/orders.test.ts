import { expect, onTestFinished, test } from 'vitest'

import { simulatedShop } from '../../shop/shop.ts'
import { startWooCommerce } from '../start.ts'
import { get, list } from '../testing/client.ts'

const started = async (options: Parameters<typeof startWooCommerce>[0] = {}) => {
  const store = await startWooCommerce(options)
  onTestFinished(() => store.close())
  return store
}

test('every web order of the shop is listed with the total it has there', async () => {
  const shop = simulatedShop({ orders: 120 })
  const store = await started({ shop })
  const rows = [
    ...(await list(store, 'wc/v3/orders', { per_page: '100' })),
    ...(await list(store, 'wc/v3/orders', { per_page: '100', page: '2' })),
  ]
  const totals = new Map(rows.map((row) => [row['order_key'], Number(row['total'])]))
  const web = [...shop.orders()].filter(({ storeId }) => storeId === 'web')
  expect(totals).toStrictEqual(
    new Map(
      web.map(({ id, total, currency }) => [
        `wc_order_${id}`,
        currency === 'ISK' ? total : total / 100,
      ]),
    ),
  )
})

test('an order by its number is what the list shows', async () => {
  const store = await started({ shop: simulatedShop({ orders: 20 }) })
  const [first] = await list(store, 'wc/v3/orders', { per_page: '1' })
  const { body } = await get(store, `wc/v3/orders/${String(first?.['id'])}`)
  expect(body).toStrictEqual(first)
})

test('an order that does not exist is answered 404 in the words recorded', async () => {
  const store = await started()
  const { status, body } = await get(store, 'wc/v3/orders/99999999')
  expect(status).toBe(404)
  expect(body).toStrictEqual({
    code: 'woocommerce_rest_shop_order_invalid_id',
    message: 'Invalid ID.',
    data: { status: 404 },
  })
})
