import { simulatedShop } from '@cartograph/simulators'
import { startStripe } from '@cartograph/simulators/stripe'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'

import { chargedTotals, keyPairs, tellOrderNumbers } from './stripe-account.ts'
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

test('what was taken and given back is what the shop sold through Stripe, krónur in whole ones', async () => {
  const shop = simulatedShop({ orders: 1_500, seed: 5 })
  const stripe = await startStripe({ shop })
  onTestFinished(() => stripe.close())
  const expected = { paid: 0n, refunded: 0n }
  for (const order of shop.orders()) {
    const isPaidHere = order.storeId === 'web' && ['card', 'mobile'].includes(order.paymentMethod)
    if (!isPaidHere || order.currency !== 'ISK' || order.paidAt === undefined) continue
    expected.paid += BigInt(order.total)
    expected.refunded += BigInt(order.refunded)
  }
  const isk = chargedTotals(stripe).get('ISK')
  expect(expected.paid).toBeGreaterThan(0n)
  expect(isk?.refunded).toBe(expected.refunded)
  // Subscriptions and payment links are paid as well, some of them in krónur.
  expect(isk?.paid).toBeGreaterThanOrEqual(expected.paid)
  expect(isk?.paid).toBeLessThan(expected.paid * 2n)
})
