import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SinkItem } from '@cartograph/core'
import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { expect, onTestFinished, test } from 'vitest'
import { actions } from './actions.ts'
import { prepare } from './prepare.ts'
import { productDocument } from './product-document.ts'
import type { ProductItem } from './product-item.ts'
import { pushProducts } from './push-products.ts'
import { testContext, type Given } from './testing/context.ts'

async function opened(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  const account = await startHeyloyalty({ now: () => Date.UTC(2026, 10, 1), ...options })
  onTestFinished(() => account.close())
  return account
}
const socks: ProductItem = {
  productId: 'k100',
  name: 'Socks “ü”',
  url: 'https://shop.example/p/k100',
  originalPrice: '49.00',
  custom: { shipping: 'free' },
}

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
