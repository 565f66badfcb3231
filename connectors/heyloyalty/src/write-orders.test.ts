import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { expect, onTestFinished, test } from 'vitest'
import { heyloyalty } from './connector.ts'
import { testContext } from './testing/context.ts'
import { orderItem } from './testing/items.ts'
import { writeOrders } from './write-orders.ts'

async function opened(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  const account = await startHeyloyalty({ now: () => Date.UTC(2026, 10, 1), ...options })
  onTestFinished(() => account.close())
  return account
}
const email = 'anna@shop.example'

test('lines of orders are imported with what they cost and when, as ISO 8601', async () => {
  const account = await opened()
  await writeOrders(testContext(account), [orderItem('shop:1/bought')])
  expect(account.account.transactions).toMatchObject([
    {
      email,
      product_id: 'k100',
      product_price: '49.00',
      currency: 'DKK',
      event_type: 'bought',
      amount: '2',
      created_at: '2026-03-02T10:05:00.000Z',
    },
  ])
})

test.each([
  ['without a tracking id', { trackingId: undefined }],
  ['without an address for errors', { contactEmail: undefined }],
])('%s no order is sent, and it is said why', async (_what, settings) => {
  const account = await opened()
  await expect(
    writeOrders(testContext(account, settings), [orderItem('shop:1/bought')]),
  ).rejects.toMatchObject({ kind: 'config', scope: 'part' })
})

test('orders go to the address of the settings, another host if need be', async () => {
  const account = await opened()
  const { config } = testContext(account, { orderImportBase: 'https://bi.heyloyalty.com/api' })
  expect(heyloyalty.hosts(config)).toStrictEqual([
    new URL(account.apiBase).host,
    'bi.heyloyalty.com',
  ])
})

test('a file of orders that is refused is told in the words of Heyloyalty', async () => {
  const account = await opened()
  const bad = orderItem('shop:1/bought', { event: 'lost' as 'bought' })
  expect(await writeOrders(testContext(account), [bad])).toMatchObject([
    {
      status: 'failed',
      fault: { message: expect.stringContaining('The event type is invalid.') as string },
    },
  ])
})
