import { simulatedShop } from '@cartograph/simulators'
import { readStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { orders } from '../orders.ts'
import { mapped } from '../testing/mapped.ts'
import { simulatedAccount } from '../testing/simulated-account.ts'

function sum(amounts: readonly unknown[]): number {
  return amounts.reduce<number>((total, amount) => total + Number(amount), 0)
}

test('all that a till has sold and given back comes out to the cent', async () => {
  const shop = simulatedShop({ seed: 7, orders: 400 })
  const { contextWith } = await simulatedAccount({ shop })
  const rows = [...(await readStream(contextWith({ pageSize: 50 }), orders)).rows.values()]
  const made = await mapped('sitoo-order', rows)
  const given = await mapped('sitoo-refund', rows)
  const sold = [...shop.orders()].filter(({ storeId }) => storeId === 'till')
  const back = [...shop.refunds()].filter(({ storeId }) => storeId === 'till')
  expect([made.length, sum(made.map(({ total }) => total))]).toStrictEqual([
    sold.length,
    sum(sold.map(({ total }) => total)),
  ])
  expect([given.length, sum(given.map(({ total }) => total))]).toStrictEqual([
    back.length,
    sum(back.map(({ amount }) => amount)),
  ])
  expect(sum(made.map(({ refundedTotal }) => refundedTotal))).toBe(
    sum(back.map(({ amount }) => amount)),
  )
})
