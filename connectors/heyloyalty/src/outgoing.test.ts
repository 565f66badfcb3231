import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SinkItem } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import { actions } from './actions.ts'
import { heyloyalty } from './connector.ts'
import { prepare } from './prepare.ts'
import { productDocument } from './product-document.ts'
import type { ProductItem } from './product-item.ts'
import { pushProducts } from './push-products.ts'
import { testContext, type Given } from './testing/context.ts'
import { orderItem } from './testing/items.ts'
import type { Trigger } from './trigger.ts'
import { writeOrders } from './write-orders.ts'

async function opened(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  const account = await startHeyloyalty({ now: () => Date.UTC(2026, 10, 1), ...options })
  onTestFinished(() => account.close())
  return account
}
const email = 'anna@shop.example'
const socks: ProductItem = {
  productId: 'k100',
  name: 'Socks “ü”',
  url: 'https://shop.example/p/k100',
  originalPrice: '49.00',
  custom: { shipping: 'free' },
}

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

async function withDocument(
  account: SimulatedHeyloyalty,
  settings: Given,
  text: () => Promise<string>,
) {
  const server = createServer((_request, response) => {
    text().then(
      (body) => response.end(body),
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/products.json`
  return { ...testContext(account, settings), url: () => address }
}

test.each([
  ['list', {}],
  ['flat', { customFields: 'flat' }],
] as const)(
  'Heyloyalty fetches the document and finds the products in it, custom fields too (%s)',
  async (customFieldsAs, unknowns) => {
    const account = await opened({ unknowns })
    const settings: Given = {
      productFeed: { name: 'Shop', customFieldsAs, customFields: [{ name: 'shipping' }] },
    }
    const context = await withDocument(account, settings, async () => {
      let document = ''
      const pages = (async function* () {
        yield [socks]
      })()
      for await (const piece of productDocument.serve.encode(context, pages))
        document += String(piece)
      return document
    })
    await prepare(context)
    expect(await actions.refreshProducts.run(context, {}, { idempotencyKey: '1' })).toStrictEqual({
      status: 'ok',
    })
    const [feed] = account.account.feeds.values()
    const custom = customFieldsAs === 'list' ? 'shipping' : 'customField1'
    const { custom: _custom, ...fixed } = socks
    expect(feed?.problem).toBeNull()
    expect(feed?.products.get('k100')).toMatchObject({ ...fixed, [custom]: 'free' })
  },
)

const written = (item: ProductItem): SinkItem<ProductItem> => ({
  op: 'write',
  item,
  key: [item.productId],
  idempotencyKey: item.productId,
  cause: 'live',
  references: {},
})

test('products are pushed into the feed and taken away again', async () => {
  const account = await opened({ unknowns: { pushStatus: 204 } })
  const context = testContext(account, {
    productFeed: { name: 'Shop', customFields: [{ name: 'shipping' }] },
  })
  await prepare(context)
  await pushProducts(context, [written(socks), written({ ...socks, productId: 'k101' })])
  const [feed] = account.account.feeds.values()
  expect([...(feed?.products.keys() ?? [])]).toStrictEqual(['k100', 'k101'])
  const { item: _item, ...rest } = written(socks) as Extract<SinkItem<ProductItem>, { op: 'write' }>
  await pushProducts(context, [{ ...rest, op: 'delete', because: 'removed' }])
  expect([...(feed?.products.keys() ?? [])]).toStrictEqual(['k101'])
})

test('a field that the mapping does not have is refused for all of a push', async () => {
  const account = await opened()
  const context = testContext(account, { productFeed: { name: 'Shop' } })
  await prepare(context)
  expect(await pushProducts(context, [written(socks)])).toMatchObject([
    { status: 'failed', fault: { kind: 'record' } },
  ])
})

test.each([
  [{}, { productFeed: undefined }, 'The settings name no `productFeed`.'],
  [{}, { productFeed: { name: 'Shop' } }, 'Heyloyalty has no product feed Shop.'],
])(
  'without a feed nothing is pushed, and it is said why (%j)',
  async (_none, settings, message) => {
    const account = await opened()
    await expect(
      pushProducts(testContext(account, settings), [written(socks)]),
    ).rejects.toMatchObject({ kind: 'config', scope: 'part', message })
  },
)

const cart: Trigger = {
  category: 'abandoned-cart',
  email,
  at: '2026-03-02T13:00:00.000Z',
  products: [{ id: 'shop:k100', name: 'Socks', price: '49.00' }],
  fields: { recovery_url: 'https://shop.example/r/5f2c', cart_count: 3, coupon: null },
}
const trigger = (account: SimulatedHeyloyalty, settings: Given = {}, input = cart) =>
  actions.trigger.run(testContext(account, settings), input, { idempotencyKey: '1' })

test.each([
  [{}, {}, { price: '49.00', ProductId: 'k100', ProductName: 'Socks' }],
  [{ productIds: 'whole' }, {}, { price: '49.00', ProductId: 'shop:k100', ProductName: 'Socks' }],
  [
    { triggerContent: 'idAndName' },
    { triggerContent: 'idAndName' },
    { ProductId: 'k100', ProductName: 'Socks' },
  ],
] as const)(
  'an abandoned cart is handed over once, with its products (%j)',
  async (settings, unknowns, content) => {
    const account = await opened({ unknowns })
    account.admin.addMember(1, { email })
    expect(await trigger(account, settings)).toStrictEqual({ status: 'ok' })
    expect(account.account.triggered).toStrictEqual([
      {
        listId: 1,
        category: 'abandoned-cart',
        email,
        content: [content],
        externalFields: { recovery_url: 'https://shop.example/r/5f2c', cart_count: '3' },
      },
    ])
  },
)

test.each([200, 400, 404] as const)(
  'a stranger is left alone, and not put on the list, whatever Heyloyalty would answer (%i)',
  async (strangerStatus) => {
    const account = await opened({ unknowns: { strangerStatus } })
    expect(await trigger(account)).toMatchObject({ status: 'skipped' })
    expect(account.list.members.size).toBe(0)
  },
)

test('whose address bounced is left alone', async () => {
  const account = await opened()
  account.admin.bounces(1, account.admin.addMember(1, { email }))
  expect(await trigger(account)).toMatchObject({ status: 'skipped' })
})

test('a trigger whose answer is lost is not sent again by itself', async () => {
  const account = await opened()
  account.admin.addMember(1, { email })
  account.next({ kind: 'reset', when: 'after' })
  await expect(trigger(account)).rejects.toThrow('fetch failed')
  expect(account.account.triggered).toHaveLength(1)
  expect(actions.trigger.onUnknown).toBe('lose')
})

test('a trigger asks for the consent to mails', () => {
  expect(actions.trigger.subject?.(cart)).toStrictEqual({ email, needs: ['email'] })
})
