import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { expect, onTestFinished, test } from 'vitest'
import { checkHeyloyalty } from './check.ts'
import { choices, discover } from './discover.ts'
import { prepare } from './prepare.ts'
import { testContext, type Given } from './testing/context.ts'

async function opened(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  const account = await startHeyloyalty({ now: () => Date.UTC(2026, 10, 1), ...options })
  onTestFinished(() => account.close())
  return account
}
const shop = {
  name: 'Aarhus',
  store: 'till:north',
  username: 'aarhus',
  password: 'secret-password',
  userUsername: 'staff',
  userPassword: 'secret-password',
}
const all: Given = {
  list: 'Newsletter',
  newList: { doubleOptIn: true },
  currency: 'DKK',
  fields: [{ name: 'interests', label: 'Interests', format: 'multi', options: ['Running'] }],
  shops: [shop],
  segments: [{ name: 'Runners', filters: { interests: { in: ['Running'] } } }],
  productFeed: {
    name: 'Shop DK',
    updateHours: 4,
    onlyThisList: true,
    customFields: [{ name: 'shipping' }],
  },
  businessIntelligence: {
    provider: 'raptor',
    raptorCustomerId: '12345',
    raptorApiKey: 'raptor-key',
    imageFormat: '600x600',
  },
}
const states = (steps: Awaited<ReturnType<typeof prepare>>) => steps.map(({ state }) => state)
const writes = ({ asked }: SimulatedHeyloyalty) => asked.filter((one) => !one.startsWith('GET'))
const flatNames: HeyloyaltyOptions = {
  unknowns: {
    sublists: 'named',
    customFields: 'flat',
    optionNames: {
      provider: 'kind',
      customerId: 'customerID',
      apiKey: 'key',
      productFeedId: 'feed',
      imageFormat: 'image',
    },
  },
}
const names = {
  provider: 'kind',
  customer: 'customerID',
  access: 'key',
  productFeed: 'feed',
  imageFormat: 'image',
}

test.each([
  ['as assumed', {}, {}],
  [
    'where everything is called otherwise',
    flatNames,
    {
      productFeed: { ...all.productFeed, name: 'Shop DK', customFieldsAs: 'flat' },
      businessIntelligence: { ...all.businessIntelligence, provider: 'raptor', names },
    },
  ],
] satisfies readonly (readonly [string, HeyloyaltyOptions, Given])[])(
  'a list is made with everything that belongs to it, once (%s)',
  async (_how, options, more) => {
    const account = await opened(options)
    const context = testContext(account, { ...all, ...more })
    expect(new Set(states(await prepare(context)))).toStrictEqual(new Set(['done']))
    const made = [...account.account.lists.values()].find(({ name }) => name === 'Newsletter')
    expect(made).toMatchObject({ duplicates: 'disallow', doubleOptIn: true, countryId: 1 })
    expect(made?.fields.get('total_orders')?.format).toBe('number')
    expect(made?.fields.get('total_spent')?.format).toBe('text')
    expect(made?.shops.size).toBe(1)
    const [option] = made?.fields.get('interests')?.options.keys() ?? []
    expect([...(made?.segments.values() ?? [])]).toMatchObject([
      { name: 'Runners', logic: 'and', filters: { interests: { in: [option] } } },
    ])
    const [feed] = account.account.feeds.values()
    expect(feed).toMatchObject({
      url: 'https://cartograph.example/sinks.products',
      setUpdate: 4,
      listId: made?.id,
      mapping: { productId: 'productId', search_field: 'products', feed_type: 'json' },
    })
    expect(feed?.mapping?.['customFields']).toMatchObject([{ mapping: 'shipping' }])
    const { optionNames } = account.account.unknowns
    expect(made?.intelligence).toStrictEqual({
      [optionNames.provider]: 'raptor',
      [optionNames.customerId]: '12345',
      [optionNames.apiKey]: 'raptor-key',
      [optionNames.productFeedId]: String(feed?.id),
      [optionNames.imageFormat]: '600x600',
    })
    const before = writes(account).length
    expect(new Set(states(await prepare(context)))).toStrictEqual(new Set(['already']))
    expect(writes(account)).toHaveLength(before)
    expect((await checkHeyloyalty(context)).problems).toBeUndefined()
  },
)

test('a dry run says what it would do, and does nothing', async () => {
  const account = await opened()
  const made = await prepare(testContext(account, all, { dry: true }))
  expect(states(made)).toStrictEqual(['wouldDo'])
  const there = await prepare(testContext(account, { ...all, list: 1 }, { dry: true }))
  expect(new Set(states(there))).toStrictEqual(new Set(['already', 'wouldDo']))
  expect(writes(account)).toStrictEqual([])
})

test('fields are added and none is taken away', async () => {
  const account = await opened()
  account.admin.addField(1, { name: 'mine' })
  account.admin.removeField(1, 'city')
  await prepare(testContext(account, { fields: [{ name: 'size', format: 'text' }] }))
  expect([...account.list.fields.keys()]).toStrictEqual(
    expect.arrayContaining(['mine', 'city', 'size', 'total_orders', 'last_order_date']),
  )
  expect(account.asked).toContain('PATCH /v2/lists/1')
  expect(account.asked).not.toContain('PUT /v1/lists/1')
})

test('a feed with another address, and one with other fields, are changed', async () => {
  const account = await opened()
  const feed = {
    name: 'Shop',
    url: 'https://shop.example/feed.xml',
    type: 'xml',
    searchField: 'item',
  } as const
  const fields = { productId: 'id', name: 'title' }
  await prepare(testContext(account, { productFeed: { ...feed, fields } }))
  const moved = { ...feed, url: 'https://shop.example/new.xml', fields: { ...fields, url: 'link' } }
  expect(states(await prepare(testContext(account, { productFeed: moved })))).toStrictEqual([
    'already',
    'already',
    'done',
    'done',
  ])
  expect([...account.account.feeds.values()]).toMatchObject([
    {
      url: 'https://shop.example/new.xml',
      mapping: { productId: 'id', url: 'link', currency: '' },
    },
  ])
})

test('a feed of another address is read by the columns of the set `heyloyalty`', async () => {
  const account = await opened()
  const url = 'https://data.shop.example/feeds/heyloyalty.json'
  await prepare(testContext(account, { productFeed: { name: 'Shop', url } }))
  expect([...account.account.feeds.values()]).toMatchObject([
    {
      url,
      mapping: { productId: 'ProductId', originalPrice: 'OriginalPrice', inStock: 'InStock' },
    },
  ])
})

test('an account without shops and product feeds is discovered all the same', async () => {
  const account = await opened({ unknowns: { sublists: 'missing' } })
  expect(await discover(testContext(account))).toMatchObject({ shops: [], productFeeds: [] })
})

test('discovery tells lists to choose from, and the fields, shops and feeds', async () => {
  const account = await opened()
  await prepare(testContext(account, { shops: [shop], productFeed: { name: 'Shop' } }))
  const found = await discover(testContext(account))
  expect(choices({ config: {}, found })).toStrictEqual({ list: [{ value: 1, label: 'Customers' }] })
  expect(found).toMatchObject({ shops: [{ name: 'Aarhus' }], productFeeds: [{ name: 'Shop' }] })
  expect(found.fields.map(({ name }) => name)).toContain('email')
})
