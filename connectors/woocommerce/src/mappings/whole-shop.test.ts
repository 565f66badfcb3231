import type { JsonObject } from '@cartograph/core'
import { simulatedShop as merchant } from '@cartograph/simulators'
import { readStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { shopStreams } from '../streams.ts'
import { testContext } from '../testing/context.ts'
import { mapped } from '../testing/mapped.ts'
import { simulatedShop } from '../testing/simulated-shop.ts'

/** Sums and counts by a name, such as status and currency. */
function sums(rows: Iterable<{ readonly of: string; readonly amounts: readonly number[] }>) {
  const found: Record<string, readonly number[]> = {}
  for (const { of, amounts } of rows)
    found[of] = [1, ...amounts].map((amount, index) => amount + (found[of]?.[index] ?? 0))
  return found
}

function numbers(row: JsonObject, ...names: readonly string[]): readonly number[] {
  return names.map((name) => Number(row[name]))
}

function text(row: JsonObject, ...names: readonly string[]): string {
  return names.map((name) => JSON.stringify(row[name])).join(' ')
}

test('a whole shop comes out to the cent, order by order and refund by refund', async () => {
  const shop = merchant({ seed: 7, orders: 400 })
  const { settings } = await simulatedShop({ shop })
  const context = testContext(settings, { until: Date.now() })
  const streams = shopStreams(context.config, null)
  const rowsOf = async (name: string) => {
    const stream = streams[name]
    if (stream === undefined) throw new Error(`No stream ${name}.`)
    return [...(await readStream(context, stream)).rows.values()] as JsonObject[]
  }
  const orders = await mapped('woocommerce-order', await rowsOf('orders'))
  const expected = [...shop.orders()].filter(({ storeId }) => storeId === 'web')
  expect(orders.length).toBeGreaterThan(100)
  expect(
    sums(
      orders.map((row) => ({
        of: text(row, 'status', 'currency'),
        amounts: numbers(row, 'total', 'refundedTotal'),
      })),
    ),
  ).toStrictEqual(
    sums(
      expected.map(({ status, currency, total, refunded }) => ({
        of: `"${status}" "${currency}"`,
        amounts: [total, refunded],
      })),
    ),
  )

  const refunds = await mapped('woocommerce-refund', await rowsOf('refunds'))
  const ids = new Set(expected.map(({ id }) => id))
  expect(
    sums(refunds.map((row) => ({ of: text(row, 'currency'), amounts: numbers(row, 'total') }))),
  ).toStrictEqual(
    sums(
      [...shop.refunds()]
        .filter(({ orderId }) => ids.has(orderId))
        .map(({ currency, amount }) => ({ of: `"${currency}"`, amounts: [amount] })),
    ),
  )
})
