import type { JsonObject } from '@cartograph/core'
import { onlyContact } from '@cartograph/simulators/sitoo'
import { expect, test } from 'vitest'
import { tillAt } from '../testing/till.ts'

const newer = { form: 2, storeId: 'Malmö 1' } as const
const maja: JsonObject = {
  id: 'shop:7',
  connection: 'shop',
  email: 'maja.lind@example.com',
  phone: '+46701740605',
  firstName: 'Maja',
  createdAt: '2025-01-01T00:00:00.000Z',
  consents: [{ channel: 'sms', state: 'granted' }],
}
const order: JsonObject = {
  id: 'shop:501',
  customerId: 'shop:7',
  number: '501',
  status: 'fulfilled',
  placedAt: '2026-11-01T10:00:00.000Z',
  currency: 'SEK',
  total: 898_00,
}
const check: JsonObject = {
  id: 'bonus:BC-1',
  customerId: 'shop:7',
  kind: 'bonus',
  status: 'partiallyRedeemed',
  amount: 100_00,
  remainingAmount: 40_00,
  currency: 'SEK',
}

test('the card: the customer, the checks and the latest purchases', async () => {
  const { till } = tillAt({ customers: [maja], orders: [order], vouchers: [check] }, {}, newer)
  expect(onlyContact(await till.find('0701740605'))).toMatchObject({
    customer_id: 'p-shop:7',
    name_first: 'Maja',
    mobile: '+46701740605',
    accepts_communication: ['sms'],
    bonus_checks: [{ bonus_check_id: 'bonus:BC-1', money_amount: '40.00', redeemed: false }],
    sections: [
      {
        title: 'Latest purchases',
        values: [{ title: '2026-11-01 501', text: '898.00 SEK', type: 'text' }],
      },
    ],
  })
})

test('the fields of a bonus check may be called otherwise', async () => {
  const { till } = tillAt(
    { customers: [maja], vouchers: [check] },
    {},
    {
      ...newer,
      unknown: { names: { bonus_checks: 'checks', bonus_check_id: 'id' } },
    },
  )
  expect(onlyContact(await till.find('0701740605'))?.['checks']).toMatchObject([
    { id: 'bonus:BC-1' },
  ])
})

test('a number is not looked for as an address, nor as the number of a member', async () => {
  const { till } = tillAt({ customers: [maja] }, {}, newer)
  const answers = [
    await till.find('0701740605', 'email'),
    await till.find('0701740605', 'member_number'),
  ]
  expect(answers.map(({ body }) => body)).toStrictEqual([[], []])
})

test('as much is looked up for nobody as for somebody, part by part', async () => {
  const { till, store } = tillAt({ customers: [maja] }, {}, newer)
  await till.find('nobody@example.com')
  const nobody = store.lookUps.length
  await till.find('maja.lind@example.com')
  expect(store.lookUps.length).toBe(2 * nobody)
})

test('who is registered is answered whole, with the store that did it', async () => {
  const { till, store } = tillAt({}, {}, newer)
  const { body } = await till.register({
    name_first: 'Ida',
    mobile: '070-174 06 99',
    invoice_address: { address: 'Storgatan 1', zip: '21122', city: 'Malmö', country_id: 'se' },
    accepts_communication: ['email'],
    consents: ['terms'],
  })
  expect(body).toMatchObject({
    name_first: 'Ida',
    mobile: '+46701740699',
    invoice_address: { address: 'Storgatan 1', zip: '21122', country_id: 'SE' },
    accepts_communication: ['email'],
    consents: ['terms'],
    store_id_home: 'Malmö 1',
  })
  expect([...store.contacts.values()].map(({ statements }) => statements)).toStrictEqual([
    { email: { isGranted: true, at: '2026-11-25T12:00:00.000Z' } },
  ])
})

test('an update is answered with what the customer is then', async () => {
  const { till } = tillAt({ customers: [maja] }, {}, newer)
  const { status, body } = await till.update('p-shop:7', { name_last: 'Lind' })
  expect([status, body]).toMatchObject([200, { name_first: 'Maja', name_last: 'Lind' }])
})

test('a card of nobody is not found', async () => {
  const { till } = tillAt({ customers: [maja] }, {}, newer)
  expect((await till.card('p-gone')).status).toBe(404)
})

test('purchases come by themselves too', async () => {
  const { till } = tillAt({ customers: [maja], orders: [order] }, {}, newer)
  expect((await till.purchases('p-shop:7')).body).toMatchObject([{ orderid: 'shop:501' }])
})
