import { sitoo } from '@cartograph/connector-sitoo'
import {
  onlyContact,
  simulatedTill,
  startSitoo,
  type TillOptions,
} from '@cartograph/simulators/sitoo'
import { expect, onTestFinished, test } from 'vitest'
import { isFollowed } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { countRecords, type Store } from '../store/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { until } from '../testing/scripted-host.ts'
import { makeToken } from './index.ts'
import { servedHost } from './testing/served-host.ts'

const mug = { sku: 'MUG', name: 'Mug', quantity: 1, total: 125_00, vatPercent: 25 }
const events = { username: 'cartograph', password: 'a-password-of-events' }

/** A host that serves one Sitoo account, and tills that speak to both. */
async function servedTill(till: object = {}) {
  const account = await startSitoo()
  onTestFinished(() => account.close())
  account.admin.sell({ lines: [mug] })
  const { baseUrl, accountId, apiId, password } = account
  const config = { baseUrl, accountId, apiId, password, events, till: { country: 'SE', ...till } }
  const connection = connectorConnection(sitoo, config, {
    id: 'till',
    secrets: [password],
    streams: ['stores', 'orders', 'contacts', 'redemptions', 'receiptRequests'],
    budgets: 'on',
    mappings: sitoo.parts({ config, found: null }).mappings ?? [],
  })
  const { store, addressOf, rowsOf } = await servedHost([connection])
  await until(async () => (await live(store, 'orders')) === 1)
  await until(() => store.read(isFollowed))
  account.events.subscribe({ baseUrl: await addressOf('till'), ...events })
  const token = (await makeToken(store, { another: true, now: Date.now() })) ?? ''
  const tillWith = async (more: Partial<TillOptions> = {}) =>
    simulatedTill({
      crmUrl: await addressOf('till', more.form === 2 ? 'surfaces.customers' : 'surfaces.till'),
      token,
      ...more,
    })
  return {
    account,
    store,
    rowsOf,
    tillWith,
    till: await tillWith(),
    newer: await tillWith({ form: 2 }),
  }
}

async function live(store: Store, stream: string): Promise<number> {
  const counts = await store.read((dialect, org) =>
    countRecords(dialect, org, { connection: 'till', stream }),
  )
  return counts.live
}

test('two tills of both forms that register one number at once make one contact, found by the next search', async () => {
  const { till, newer, store } = await servedTill()
  const answers = await Promise.all([
    till.register({ namefirst: 'Ida', mobile: '070-174 06 99' }),
    newer.register({ name_first: 'Ida', mobile: '+46701740699' }),
  ])
  expect([answers.map(({ status }) => status), await live(store, 'contacts')]).toStrictEqual([
    [200, 200],
    1,
  ])
  expect(onlyContact(await newer.find('0701740699'))).toMatchObject({
    customer_id: answers[0]?.body,
    name_first: 'Ida',
  })
}, 30_000)

test('the card of a customer of the web shop before and after a sale at the till', async () => {
  const { account, till, newer, store } = await servedTill()
  const maja = { email: 'maja@example.com', phone: '+46701740605' }
  await writeRows(store, [
    {
      entity: 'customer',
      id: 'shop:7',
      row: {
        connection: 'shop',
        ...maja,
        firstName: 'Maja',
        createdAt: '2025-01-01T00:00:00.000Z',
      },
    },
    {
      entity: 'order',
      id: 'shop:501',
      row: {
        connection: 'shop',
        customerId: 'shop:7',
        number: '501',
        channel: 'web',
        status: 'fulfilled',
        placedAt: '2026-01-01T10:00:00.000Z',
        currency: 'SEK',
        total: 898_00,
      },
    },
  ])
  await until(async () => onlyContact(await till.find('0701740605')) !== undefined)
  const found = onlyContact(await till.find('0701740605'))
  const id = typeof found?.['contactid'] === 'string' ? found['contactid'] : ''
  expect((await till.purchases(id)).body).toMatchObject([{ orderid: 'shop:501', channel: 'web' }])

  const sold = account.admin.sell({
    lines: [mug],
    ...maja,
    additionaldata: { 'pos-receiptid': 'S1' },
  })
  await account.events.deliver()
  await until(async () => ((await till.purchases(id)).body as unknown[]).length === 2)
  expect((await till.purchases(id)).body).toMatchObject([
    { orderid: `till:${sold}`, receiptid: 'S1', channel: 'till', moneytotal_gross_all: '125.00' },
    { orderid: 'shop:501' },
  ])
  expect(onlyContact(await newer.find('maja@example.com'))).toMatchObject({
    sections: [{ values: [{ text: '125.00 SEK' }, { text: '898.00 SEK' }] }],
  })
}, 30_000)

test('sales and returns told by doubled and disordered events come out to the cent', async () => {
  const { account, store, rowsOf } = await servedTill()
  account.events.set({ doubled: true, reordered: true })
  let expected = 125_00
  let back = 0
  for (let count = 1; count <= 40; count += 1) {
    const total = count * 1_01
    const sold = account.admin.sell({ lines: [{ ...mug, total }], email: `c${count}@example.com` })
    expected += total
    if (count % 4 !== 0) continue
    account.admin.giveBack(sold)
    back += total
  }
  await account.events.deliver()
  const refunded = async () =>
    (await rowsOf('order')).reduce((sum, row) => sum + Number(row['refundedTotal']), 0)
  await until(async () => (await live(store, 'orders')) === 51 && (await refunded()) === back)
  const orders = await rowsOf('order')
  expect([
    orders.length,
    orders.reduce((sum, { total }) => sum + Number(total), 0),
    orders.filter(({ status }) => status === 'refunded').length,
  ]).toStrictEqual([41, expected, 10])
  expect(account.mostAtOnce()).toBe(1)
}, 30_000)

function falseFirst(one: boolean, other: boolean): number {
  return Number(one) - Number(other)
}

test('a bonus check is spent by one of two tills, and given back when its sale is cancelled', async () => {
  const { account, till, store } = await servedTill()
  const id = (await till.register({ mobile: '0701740699' })).body as string
  await writeRows(store, [
    {
      entity: 'voucher',
      id: 'checks:BC-1',
      row: {
        connection: 'checks',
        code: 'BC-1',
        kind: 'bonus',
        status: 'active',
        amount: 100_00,
        currency: 'SEK',
        phone: '+46701740699',
      },
    },
  ])
  const checks = async () => onlyContact(await till.find('0701740699'))?.['bonuschecks']
  await until(async () => JSON.stringify(await checks()).includes('checks:BC-1'))
  const spend = (receiptid: string) =>
    till.redeem(id, { receiptid, bonuschecks: [{ bonuscheckid: 'checks:BC-1' }] })
  const answers = await Promise.all([spend('S1'), spend('S2')])
  expect(answers.map(({ status }) => status === 200).toSorted(falseFirst)).toStrictEqual([
    false,
    true,
  ])
  const winner = answers.findIndex(({ status }) => status === 200) + 1
  const sold = account.admin.sell({
    lines: [mug],
    additionaldata: { 'pos-receiptid': `S${winner}` },
  })
  account.admin.setState(sold, 'cancelled')
  await account.events.deliver()
  await until(async () => JSON.stringify(await checks()).includes('"redeemed":false'))
  expect(await checks()).toMatchObject([{ value: '100.00', redeemed: false }])
}, 30_000)

test('near misses find nobody', async () => {
  const { till } = await servedTill()
  await till.register({ mobile: '0701740699', email: 'ida@example.com' })
  const misses = ['ida@example.co', 'da@example.com', 'ida', '%', '070174069', '+4670174069', '']
  const answers = await Promise.all(misses.map((key) => till.find(key)))
  expect(answers).toStrictEqual(misses.map(() => ({ status: 200, body: [] })))
}, 30_000)

test('where a token is required, it is taken however it travels, and another is refused', async () => {
  const { tillWith } = await servedTill({ tokenRequired: true })
  const ways = ['bearer', 'basic', 'basicUser', 'header', 'apikey', 'token'] as const
  const statuses = []
  for (const tokenBy of ways)
    statuses.push((await (await tillWith({ tokenBy })).find('0701740699')).status)
  const stranger = await tillWith({ token: 'cartograph_another' })
  expect([statuses, (await stranger.find('0701740699')).status]).toStrictEqual([
    [200, 200, 200, 200, 200, 200],
    401,
  ])
}, 30_000)
