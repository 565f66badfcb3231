import { startHeyloyalty, type SimulatedHeyloyalty } from '@cartograph/simulators/heyloyalty'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkHeyloyalty } from './check.ts'
import { prepare } from './prepare.ts'
import { testContext, type Given } from './testing/context.ts'

let account: SimulatedHeyloyalty
beforeEach(async () => {
  account = await startHeyloyalty({ now: () => Date.UTC(2026, 10, 1), duplicates: 'disallow' })
})
afterEach(() => account.close())

async function problems(settings: Given = {}) {
  const report = await checkHeyloyalty(testContext(account, settings))
  return (report.problems ?? []).map(
    ({ severity, part, fault }) => [severity, part, fault.message] as const,
  )
}

test.each([[1], ['1'], ['Customers']])('the list %j is found', async (list) => {
  await prepare(testContext(account))
  expect(await checkHeyloyalty(testContext(account, { list }))).toStrictEqual({
    account: { name: 'Customers' },
  })
})

test('an id that is not there is an error, and says which lists there are', async () => {
  const { problems: found } = await checkHeyloyalty(testContext(account, { list: 99 }))
  expect(found).toMatchObject([
    {
      severity: 'error',
      fault: {
        kind: 'config',
        message: 'Heyloyalty has no list 99 in this account.',
        hint: 'It has 1 (Customers). Write one of these into `list`.',
        path: ['list'],
      },
    },
  ])
})

test('a name that is not there can still be made', async () => {
  expect(await problems({ list: 'Newsletter' })).toStrictEqual([
    ['warning', undefined, 'Heyloyalty has no list "Newsletter" in this account.'],
  ])
})

test('a field of the wrong type stops the members, by name', async () => {
  account.admin.addField(1, { name: 'last_order_date', format: 'boolean' })
  await prepare(testContext(account))
  expect(await problems()).toStrictEqual([
    [
      'error',
      'sinks.members',
      'Fields of the list Customers have another format than is written: last_order_date is boolean and is written as date.',
    ],
  ])
})

test('fields that are not there yet are told', async () => {
  account.admin.removeField(1, 'city')
  expect(await problems({ fields: [{ name: 'size', format: 'text' }] })).toStrictEqual([
    [
      'warning',
      'sinks.members',
      'The list Customers lacks fields that are written: city, total_orders, first_order_date, last_order_date, size.',
    ],
  ])
})

interface Told {
  readonly what: string
  readonly change?: () => void
  readonly settings?: Given
  readonly severity: 'warning' | 'error'
  readonly message: string
}
const told: readonly Told[] = [
  {
    what: 'duplicates',
    change: () => Object.assign(account.list, { duplicates: 'allow' }),
    severity: 'warning',
    message: 'The list Customers takes duplicates',
  },
  {
    what: 'passwords',
    change: () => account.admin.addField(1, { name: 'password', type: 'fixed' }),
    settings: { updateWith: 'put' },
    severity: 'error',
    message: 'The list Customers has passwords',
  },
  {
    what: 'another provider',
    settings: { businessIntelligence: { provider: 'heyloyalty' } },
    severity: 'warning',
    message: 'The business intelligence of the list is not as in the settings.',
  },
  {
    what: 'a feed that is not there',
    settings: { productFeed: { name: 'Shop' } },
    severity: 'warning',
    message: 'Heyloyalty has no product feed Shop yet.',
  },
]

test.each(told)('told: $what', async ({ change, settings, severity, message }) => {
  await prepare(testContext(account))
  change?.()
  expect(await problems(settings)).toStrictEqual([
    [severity, expect.any(String), expect.stringContaining(message)],
  ])
})

test('a mapping that gives no price is told, and so is an address that is another one', async () => {
  const feed = { name: 'Shop', url: 'https://shop.example/feed.json' }
  await prepare(
    testContext(account, {
      productFeed: { ...feed, fields: { productId: 'id', name: 'title', url: 'link' } },
    }),
  )
  const moved = { ...feed, url: 'https://shop.example/other.json' }
  expect((await problems({ productFeed: moved })).map(([, , message]) => message)).toStrictEqual([
    'The product feed Shop has another address or hours than the settings.',
    'The mapping of the product feed Shop gives no originalPrice.',
  ])
})

test('a wrong key says where the right one is', async () => {
  await expect(
    checkHeyloyalty(testContext(account, { apiSecret: 'another-secret' })),
  ).rejects.toMatchObject({ kind: 'auth', hint: expect.stringContaining('API') as string })
})
