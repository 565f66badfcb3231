import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'

import { moneyText, newLedger } from './ledger.ts'
import { webOrders, writeWebShop } from './web-shop.ts'

async function webShop(orders: number) {
  const shop = simulatedShop({ orders, seed: 3 })
  const store = await startWooCommerce({ shop })
  onTestFinished(() => store.close())
  const written = () => {
    const writer = newLedger()
    writeWebShop(store, 'shop:', writer)
    return writer.ledger
  }
  return { shop, store, written }
}

test('what the web shop says of its orders and refunds is what the merchant sold and gave back there', async () => {
  const { shop, written } = await webShop(1_500)
  const ledger = written()
  const expected = newLedger()
  for (const { id, storeId, currency, total, refunded, status } of shop.orders()) {
    if (storeId !== 'web') continue
    expected.order({ id, currency, total: BigInt(total), refunded: BigInt(refunded), status })
  }
  for (const { id, storeId, currency, amount } of shop.refunds()) {
    if (storeId === 'web') expected.refund({ id, currency, total: BigInt(amount) })
  }
  expect(Object.fromEntries(ledger.totals)).toStrictEqual(
    Object.fromEntries(expected.ledger.totals),
  )
  expect([...ledger.orders.values()].toSorted()).toStrictEqual(
    [...expected.ledger.orders.values()].toSorted(),
  )
})

test('an order in the trash is gone, and its refund with it', async () => {
  const { store, written } = await webShop(200)
  const id = store.admin.createOrder({ status: 'completed', fee_lines: [{ total: '80.00' }] })
  const refund = store.admin.refundOrder(id, { amount: '10.00' })
  const order = webOrders(store).find((one) => one.id === id)
  const before = written()
  expect(before.orders.get(`shop:${id}`)).toBe(
    `DKK ${order?.total}, ${moneyText(1_000n, 'DKK')} back, partiallyRefunded`,
  )
  expect(before.refunds.get(`shop:${refund}`)).toBe('DKK 10.00')
  store.admin.trashOrder(id)
  const after = written()
  expect([after.orders.has(`shop:${id}`), after.refunds.has(`shop:${refund}`)]).toStrictEqual([
    false,
    false,
  ])
})

test('who buys without an account is a customer, and the administrator is none', async () => {
  const { store, written } = await webShop(20)
  store.admin.createOrder({ status: 'completed', billing: { email: 'Anna@Example.com ' } })
  const { customers } = written()
  expect(customers.has('shop:guest:anna@example.com')).toBe(true)
  expect(customers.has('shop:1')).toBe(false)
})
