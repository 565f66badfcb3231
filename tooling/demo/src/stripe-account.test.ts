import { simulatedShop } from '@cartograph/simulators'
import { startStripe } from '@cartograph/simulators/stripe'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'

import { keyPairs, tellOrderNumbers } from './stripe-account.ts'
import { webOrders } from './web-shop.ts'

async function shopWithStripe() {
  const shop = simulatedShop({ orders: 100, seed: 5 })
  const store = await startWooCommerce({ shop })
  const stripe = await startStripe({ shop })
  onTestFinished(async () => {
    await Promise.all([store.close(), stripe.close()])
  })
  return { store, stripe }
}

test('each payment is told the number of the order that has its key, and keeps what it knew', async () => {
  const { store, stripe } = await shopWithStripe()
  const pairs = keyPairs(store, stripe)
  expect(pairs.size).toBeGreaterThan(20)
  const before = new Map(stripe.truth('charges').map((charge) => [charge.id, charge['metadata']]))
  tellOrderNumbers(store, stripe)
  for (const charge of stripe.truth('charges')) {
    const order = pairs.get(charge.id)
    expect(charge['metadata']).toStrictEqual({
      ...Object(before.get(charge.id)),
      ...(order !== undefined && { order_id: String(order) }),
    })
  }
})

test('an order in the trash is paid by nobody', async () => {
  const { store, stripe } = await shopWithStripe()
  const [charge, order] = [...keyPairs(store, stripe)][0] ?? ['', 0]
  store.admin.trashOrder(order)
  expect(webOrders(store).find(({ id }) => id === order)?.status).toBe('trash')
  expect(keyPairs(store, stripe).has(charge)).toBe(false)
})
