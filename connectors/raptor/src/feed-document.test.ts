import { startRaptor } from '@cartograph/simulators/raptor'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { contentTypes, feedDocument } from './feed-document.ts'
import { productItemOf, type ProductItem } from './product-item.ts'
import { settings, type Settings } from './settings.ts'

const jacket: ProductItem = {
  ProductId: 'm57500_Red',
  MasterId: 'm57500',
  ProductName: 'Jacket "4"; light, warm & <new>\nÅsa',
  descriptionHtml: '<p>Light running jacket.</p>',
  categories: [
    { id: '400', name: 'running' },
    { id: '422', name: 'running-jackets', parentId: '400' },
  ],
  BrandId: 'Asics',
  OriginalPrice: '1199.00',
  OnSalePrice: '899.50',
  Currency: 'DKK',
  ImageUrl: 'https://shop.example/img/m57500_red.jpg?a=1&b=2',
  ProductUrl: 'https://shop.example/p/m57500-red',
  InStock: true,
  UpdatedAt: '2026-03-02T08:15:00.000Z',
  CustomField1: 'spring',
}
const socks: ProductItem = {
  ProductId: 'k100',
  ProductName: 'Socks',
  Description: 'Warm.',
  OriginalPrice: '49',
  OnSalePrice: '49',
  ImageUrl: 'https://shop.example/img/k100.jpg',
  ProductUrl: 'https://shop.example/p/k100',
  InStock: false,
}
const columns = {
  ProductId: 'm57500_Red',
  MasterId: 'm57500',
  ProductName: jacket.ProductName,
  Description: 'Light running jacket.',
  CategoryPath: '400#running;422#running-jackets',
  BrandId: 'Asics',
  OriginalPrice: 1199,
  OnSalePrice: 899.5,
  Currency: 'DKK',
  ImageUrl: jacket.ImageUrl,
  ProductUrl: jacket.ProductUrl,
  InStock: true,
  CustomField1: 'spring',
}

/** What the account has of a feed after it has fetched it. */
async function fetched(items: readonly ProductItem[], given: Partial<Settings> = {}) {
  const config = settings.parse({ customerId: '12345', ...given })
  const pieces: string[] = []
  for await (const piece of feedDocument(config, pagesOf(items))) pieces.push(piece)
  const server = createServer((_request, response) => {
    response.setHeader('content-type', contentTypes[config.feedFormat ?? 'json'])
    response.end(pieces.join(''))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const raptor = await startRaptor()
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await raptor.close()
  })
  const { port } = server.address() as { readonly port: number }
  await raptor.admin.pull(`http://127.0.0.1:${port}/`, given.feedSeparator ?? ',')
  return raptor.account.catalogue
}

/** Two items a page, as the host gives some hundred. */
async function* pagesOf(items: readonly ProductItem[]) {
  for (let at = 0; at < items.length; at += 2) yield items.slice(at, at + 2)
}

const asText = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))

test('a feed in JSON has numbers and true or false, and no column that is empty', async () => {
  const [first, second, third] = await fetched([jacket, socks, { ...socks, ProductId: 'k200' }])
  expect(first).toStrictEqual(columns)
  expect(second).not.toHaveProperty('BrandId')
  expect(third).toMatchObject({ ProductId: 'k200', OriginalPrice: 49, InStock: false })
})

test('a feed in XML comes back as it was', async () => {
  const rows = await fetched([jacket, socks], { feedFormat: 'xml' })
  expect(rows[0]).toStrictEqual(asText(columns))
  expect(rows[1]).toMatchObject({ ProductId: 'k100', InStock: 'false' })
})

test.each([',', ';'] as const)(
  'a feed in CSV with %s comes back as it was',
  async (feedSeparator) => {
    const given = { feedFormat: 'csv' as const, feedSeparator, feedColumns: ['CustomField1'] }
    const rows = await fetched([jacket, socks], given)
    expect(rows[0]).toStrictEqual(asText(columns))
    expect(rows[1]).toMatchObject({ ProductId: 'k100', BrandId: '' })
  },
)

test.each(['json', 'csv', 'xml'] as const)(
  'a feed in %s of no products is one',
  async (feedFormat) => {
    expect(await fetched([], { feedFormat })).toStrictEqual([])
  },
)

test('columns are called as they are in Raptor', async () => {
  const given = { columns: { ProductId: 'Id', OnSalePrice: 'SalesPrice' } }
  const [json] = await fetched([jacket], given)
  expect(json).toMatchObject({ Id: 'm57500_Red', SalesPrice: 899.5 })
  const [csv] = await fetched([jacket], { ...given, feedFormat: 'csv' })
  expect(csv).toMatchObject({ Id: 'm57500_Red', SalesPrice: '899.5' })
})

test.each([
  ['no page', { ProductUrl: undefined }, ['ProductUrl']],
  ['a page that is no address', { ProductUrl: '/p/k100' }, ['ProductUrl']],
  ['no price', { OnSalePrice: undefined }, ['OnSalePrice']],
  ['a price with a currency', { OriginalPrice: '49 kr.' }, ['OriginalPrice']],
  ['a separator in its id', { ProductId: 'a,b' }, ['ProductId']],
  ['a column that no feed can have', { 'My column': 'x' }, ['My column']],
])('a product with %s is refused, and the column is named', (_what, more, path) => {
  const item = productItemOf(settings.parse({ customerId: '12345' }))
  const { error } = item.safeParse({ ...socks, ...more })
  expect(error?.issues.map((issue) => issue.path)).toStrictEqual([path])
})
