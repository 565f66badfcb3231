import type { JsonObject } from '@cartograph/core'
import { onlyContact } from '@cartograph/simulators/sitoo'
import { expect, test } from 'vitest'
import { tillAt } from '../testing/till.ts'

const maja: JsonObject = {
  id: 'shop:7',
  connection: 'shop',
  email: 'maja.lind@example.com',
  phone: '+46701740605',
  firstName: 'Maja',
  lastName: 'Lind',
  address: { line1: 'Storgatan 1', postcode: '11122', city: 'Stockholm', country: 'SE' },
  createdAt: '2025-01-01T00:00:00.000Z',
  consents: [
    { channel: 'email', state: 'granted', purpose: 'marketing' },
    { channel: 'sms', state: 'granted', purpose: 'delivery' },
  ],
}
const webOrder: JsonObject = {
  id: 'shop:501',
  connection: 'shop',
  customerId: 'shop:7',
  number: '501',
  channel: 'web',
  status: 'fulfilled',
  placedAt: '2026-11-01T10:00:00.000Z',
  currency: 'SEK',
  total: 898_00,
  pricesIncludeTax: false,
  lines: [{ sku: 'WS', name: 'Wool sweater', quantity: 1, total: 718_40, taxTotal: 179_60 }],
}
const tillOrder: JsonObject = {
  ...webOrder,
  id: 'till:20481',
  number: 'SII1',
  channel: 'till',
  placedAt: '2026-11-20T10:00:00.000Z',
  total: 125_00,
  lines: [],
}
const check: JsonObject = {
  id: 'bonus:BC-1001',
  connection: 'bonus',
  customerId: 'shop:7',
  code: 'BC-1001',
  kind: 'bonus',
  status: 'active',
  amount: 100_00,
  remainingAmount: 75_00,
  currency: 'SEK',
  expiresAt: '2026-12-31T00:00:00.000Z',
  extra: { name: 'Bonus check' },
}

test('a customer of the web shop is found by the number as it is typed, with all that is known', async () => {
  const { till } = tillAt({ customers: [maja] })
  expect(onlyContact(await till.find('070-174 06 05'))).toMatchObject({
    contactid: 'p-shop:7',
    email: 'maja.lind@example.com',
    mobile: '+46701740605',
    namefirst: 'Maja',
    namelast: 'Lind',
    invoice_address: 'Storgatan 1',
    invoice_zip: '11122',
    invoice_countryid: 'se',
    accepts_email: true,
    accepts_sms: false,
  })
})

test.each(['maja.lind@example.co', 'maja.lind', '+4670174060', 'Lind', '%', ''])(
  'nobody is found by %s',
  async (key) => {
    const { till } = tillAt({ customers: [maja] })
    expect(await till.find(key)).toStrictEqual({ status: 200, body: [] })
  },
)

async function lookUpsFor(key: string) {
  const { till, store } = tillAt({ customers: [maja] })
  await till.find(key)
  return store.lookUps
}

test('as much is looked up for nobody as for somebody', async () => {
  expect(await lookUpsFor('nobody@example.com')).toStrictEqual(
    await lookUpsFor('maja.lind@example.com'),
  )
})

test('bonus checks are shown with what is left of them', async () => {
  const { till } = tillAt({ customers: [maja], vouchers: [check] })
  expect(onlyContact(await till.find('maja.lind@example.com'))?.['bonuschecks']).toStrictEqual([
    {
      bonuscheckid: 'bonus:BC-1001',
      name: 'Bonus check',
      description: '',
      value: '75.00',
      redeemed: false,
      dateredeemed: null,
    },
  ])
})

test.each([
  ['expired by its date', { expiresAt: '2026-11-25T11:59:59.000Z' }],
  ['cancelled', { status: 'cancelled' }],
  ['a gift card', { kind: 'giftCard' }],
])('a voucher that is %s is no bonus check to spend', async (_what, change) => {
  const { till } = tillAt({ customers: [maja], vouchers: [{ ...check, ...change }] })
  expect(onlyContact(await till.find('maja.lind@example.com'))?.['bonuschecks']).toStrictEqual([])
})

test('the fields of a bonus check may be called otherwise', async () => {
  const { till } = tillAt(
    { customers: [maja], vouchers: [check] },
    {},
    {
      unknown: { names: { bonuschecks: 'checks', bonuscheckid: 'id', value: 'amount' } },
    },
  )
  const contact = onlyContact(await till.find('maja.lind@example.com'))
  expect(contact?.['checks']).toMatchObject([{ id: 'bonus:BC-1001', amount: '75.00' }])
})

test('the latest purchases are those of every channel, the newest first', async () => {
  const { till } = tillAt({ customers: [maja], orders: [webOrder, tillOrder] })
  const { body } = await till.purchases('p-shop:7')
  expect(body).toMatchObject([
    { orderid: 'till:20481', channel: 'till', moneytotal_gross_all: '125.00' },
    {
      orderid: 'shop:501',
      channel: 'web',
      moneytotal_gross_all: '898.00',
      orderitems: [{ sku: 'WS', quantity: 1, moneyitemtotal_gross: '898.00' }],
    },
  ])
})

test('what the merchant hides is not shown', async () => {
  const { till } = tillAt({ customers: [maja] }, { update: { phone: 'editable' } })
  expect(onlyContact(await till.find('0701740605'))).toMatchObject({
    mobile: '+46701740605',
    email: '',
    namefirst: '',
    invoice_address: '',
    accepts_email: false,
  })
})

test('consents are those of the settings', async () => {
  const { till } = tillAt({}, { consents: [{ id: 'terms', name: 'Terms', ticked: true }] })
  expect((await till.consents()).body).toStrictEqual([
    { consentid: 'terms', name: 'Terms', description: '', value: true },
  ])
})

test('a register of persons there is none', async () => {
  const { till } = tillAt({ customers: [maja] })
  expect((await till.lookUp('0701740605')).body).toStrictEqual([])
})
