import { expect, test } from 'vitest'
import { expectedFields } from '../expected-fields.ts'
import { mapped, mappingProblems } from '../testing/mapped.ts'

const customer = {
  id: 'till:7',
  connection: 'till',
  storeId: 'till:north',
  email: 'maja.lind@example.com',
  phone: '+46701740605',
  firstName: 'Maja',
  lastName: 'Lind',
  language: 'sv-SE',
  birthDate: '1986-05-15',
  gender: 'female',
  address: { line1: 'Storgatan 1', postcode: '11122', city: 'Stockholm', country: 'SE' },
  consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
}
const voucher = {
  id: 'bonus:BC-1001',
  code: 'BC-1001',
  kind: 'bonus',
  status: 'partiallyRedeemed',
  amount: 10_000,
  remainingAmount: 2_500,
  currency: 'SEK',
  expiresAt: '2026-12-31T22:59:59.000Z',
}
const joins = { said: [], vouchers: [], mailed: [], called: [], uses: [] }

test('the default mappings fit what they read and what they make', () => {
  expect(mappingProblems()).toStrictEqual([])
})

test('a customer becomes a subscriber with the groups of the contact and the address', async () => {
  expect(await mapped('rule-subscriber', customer, joins)).toStrictEqual([
    {
      email: 'maja.lind@example.com',
      phone: '+46701740605',
      language: 'sv',
      tags: ['Sitoo'],
      consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
      bonusChecks: { vouchers: [], redemptions: [] },
      groups: {
        'Sitoo-Contact': {
          contactid: 'till:7',
          email: 'maja.lind@example.com',
          namefirst: 'Maja',
          namelast: 'Lind',
          mobile: '+46701740605',
          gender: 'female',
          birthday: { date: '1986-05-15' },
          storeexternalid: 'till:north',
        },
        'Sitoo-Address': {
          invoice_address: 'Storgatan 1',
          invoice_zip: '11122',
          invoice_city: 'Stockholm',
          invoice_countryid: 'se',
        },
      },
    },
  ])
})

test('vouchers are handed over however they are known to be the customer’s, with what was spent', async () => {
  const use = { id: 'till:1', voucherId: 'bonus:BC-1001', redeemedAt: '2026-11-01T10:00:00.000Z' }
  const others = {
    ...joins,
    vouchers: [voucher],
    mailed: [voucher],
    called: [voucher],
    uses: [use],
  }
  const [item] = await mapped('rule-subscriber', customer, others)
  expect(item).toMatchObject({
    bonusChecks: { vouchers: [voucher, voucher, voucher], redemptions: [use] },
  })
})

test('what the till knows of a customer and of a sale is taken over', async () => {
  const extra = { memberNumber: '10012', storeExternalId: 'STHLM-1', acceptedConsents: ['terms'] }
  const [item] = await mapped('rule-subscriber', { ...customer, extra }, joins)
  expect(item?.['groups']).toMatchObject({
    'Sitoo-Contact': {
      membernumber: '10012',
      storeexternalid: 'STHLM-1',
      acceptedconsents: ['terms'],
    },
  })
  const sale = { receiptId: 'SII-1', staffId: '7', registerId: '{R}', store: 'Stockholm' }
  const [record] = await mapped('rule-order', { ...order, extra: sale })
  expect(record?.['values']).toMatchObject({
    receiptid: 'SII-1',
    staff: '7',
    register: '{R}',
    store: 'Stockholm',
    storeexternalid: 'till:north',
  })
})

test('groups and tags have the names of the settings', async () => {
  const given = { contactGroup: 'Subscriber', addressGroup: 'Home', tags: { contact: 'Till' } }
  const [item] = await mapped('rule-subscriber', customer, joins, given)
  expect(item).toMatchObject({ tags: ['Till'], groups: { Subscriber: {}, Home: {} } })
  const [sale] = await mapped('rule-order', order, {}, { tags: { sale: 'Sold' } })
  expect(sale?.['tags']).toStrictEqual(['Sold'])
})

test('what was said elsewhere stands beside what the customer brings along', async () => {
  const said = [{ channel: 'sms', state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' }]
  const [item] = await mapped('rule-subscriber', customer, { ...joins, said })
  expect(item?.['consents']).toMatchObject([{ channel: 'email' }, { channel: 'sms' }])
})

test.each([
  ['who came from Rule', { ...customer, extra: { fromRule: true, suppressed: false } }],
  ['who has neither address nor number', { ...customer, email: undefined, phone: undefined }],
])('%s is not sent', async (_who, row) => {
  expect(await mapped('rule-subscriber', row, joins)).toStrictEqual([])
})

const order = {
  id: 'till:20481',
  number: 'SII-20481',
  status: 'paid',
  placedAt: '2026-01-01T12:45:00.000Z',
  currency: 'SEK',
  email: 'maja.lind@example.com',
  storeId: 'till:north',
  total: 89_800,
  taxTotal: 17_960,
  discountTotal: 0,
  paymentMethod: 'Card',
  lines: [
    { sku: 'WS-100-M', name: 'Wool sweater', quantity: 1, unitPrice: 89_800, total: 89_800 },
    { name: 'Bag', quantity: 1 },
  ],
}

test('an order becomes a record, with amounts in words and lists of what was bought', async () => {
  expect(await mapped('rule-order', order)).toStrictEqual([
    {
      key: 'till:20481',
      email: 'maja.lind@example.com',
      tags: ['SitooOrder'],
      values: {
        receiptid: 'SII-20481',
        orderdate: { datetime: '2026-01-01T12:45:00.000Z' },
        orderstate: 'paid',
        type: 'sale',
        currency: 'SEK',
        total_net: '718.40',
        total_vat: '179.60',
        total_gross: '898.00',
        discount: '0.00',
        storeexternalid: 'till:north',
        payments: ['Card'],
        names: ['Wool sweater', 'Bag'],
        skus: ['WS-100-M'],
        categories: [],
        products: {
          json: [
            {
              sku: 'WS-100-M',
              name: 'Wool sweater',
              quantity: 1,
              price: '898.00',
              total: '898.00',
            },
            { name: 'Bag', quantity: 1 },
          ],
        },
      },
    },
  ])
})

test.each([
  ['an anonymous sale', { ...order, email: undefined }],
  ['a draft', { ...order, status: 'draft' }],
  ['an order that nobody paid', { ...order, status: 'pending' }],
])('%s is not sent', async (_what, row) => {
  expect(await mapped('rule-order', row)).toStrictEqual([])
})

test('a sale without an address is its customer’s, where that one is known', async () => {
  const [item] = await mapped('rule-order', { ...order, email: undefined }, { customer })
  expect(item).toMatchObject({ email: 'maja.lind@example.com', phone: '+46701740605' })
})

test('an order that was given back is tagged as that too', async () => {
  const [item] = await mapped('rule-order', { ...order, status: 'refunded' })
  expect(item?.['tags']).toStrictEqual(['SitooOrder', 'SitooRefund'])
})

test('a sale and a refund under one number, as an exchange makes them, are two records', async () => {
  const exchange = {
    id: order.id,
    orderId: 'till:1',
    createdAt: order.placedAt,
    currency: 'SEK',
    total: 100,
  }
  const [sale] = await mapped('rule-order', order)
  const [back] = await mapped('rule-refund', exchange, { order })
  expect(sale?.['key']).not.toBe(back?.['key'])
})

test('every field that is written is one that is made with its type', async () => {
  const [person] = await mapped('rule-subscriber', customer, joins)
  const groups = (person?.['groups'] ?? {}) as Readonly<Record<string, object>>
  const records = [
    ...(await mapped('rule-order', order)),
    ...(await mapped(
      'rule-refund',
      { ...order, orderId: order.id, createdAt: order.placedAt },
      { order },
    )),
  ]
  const written = {
    contact: Object.keys(groups['Sitoo-Contact'] ?? {}),
    address: Object.keys(groups['Sitoo-Address'] ?? {}),
    order: records.flatMap(({ values }) => Object.keys(values as object)),
  }
  for (const [which, fields] of Object.entries(written))
    expect(Object.keys(expectedFields[which as keyof typeof expectedFields])).toStrictEqual(
      expect.arrayContaining(fields),
    )
})

test('a refund is a record of its own, negative, of whoever bought', async () => {
  const refund = {
    id: 'till:r1',
    orderId: 'till:20481',
    createdAt: '2026-01-03T10:00:00.000Z',
    currency: 'SEK',
    total: 89_800,
  }
  expect(await mapped('rule-refund', refund, { order })).toMatchObject([
    {
      key: 'till:r1/refund',
      email: 'maja.lind@example.com',
      tags: ['SitooRefund'],
      values: { type: 'refund', creditorderid: 'till:20481', total_gross: '-898.00' },
    },
  ])
  expect(await mapped('rule-refund', refund)).toStrictEqual([])
  expect(await mapped('rule-refund', { ...refund, status: 'cancelled' }, { order })).toStrictEqual(
    [],
  )
  // Of a sale that is not known the customer may be.
  expect(await mapped('rule-refund', refund, { customer })).toMatchObject([
    { email: 'maja.lind@example.com' },
  ])
})

const suppressed = {
  id: 9,
  created_at: '2026-01-01 13:45:02',
  dispatcher_type: 'campaign',
  message_type: 'text_message',
  suppressed_source_type: 'user',
  subscriber: { id: 88_231, email: 'maja.lind@example.com', phone_number: '+46701740605' },
}

test('what Rule holds back of campaigns is an opt-out, at the instant that Stockholm’s clocks show', async () => {
  expect(await mapped('rule-consent', suppressed)).toStrictEqual([
    {
      id: '9',
      customerId: '88231',
      email: 'maja.lind@example.com',
      phone: '+46701740605',
      channel: 'sms',
      purpose: 'marketing',
      state: 'withdrawn',
      at: '2026-01-01T12:45:02.000Z',
      source: 'Rule: user',
    },
  ])
})

test('what is held back of receipts is no opt-out of campaigns', async () => {
  const transactional = { ...suppressed, dispatcher_type: 'transactional' }
  expect(await mapped('rule-consent', transactional)).toStrictEqual([])
})

test('instants that carry a zone are read by it', async () => {
  const [row] = await mapped('rule-consent', { ...suppressed, created_at: '2026-01-01T13:45:02Z' })
  expect(row?.['at']).toBe('2026-01-01T13:45:02.000Z')
})

test('a subscriber is a customer of whom is known that they came from Rule', async () => {
  const row = {
    id: '88231',
    email: 'maja.lind@example.com',
    phone_number: '+46701740605',
    language: 'sv',
    opted_in: true,
    created_at: '2026-01-01 13:45:02',
    updated_at: '2026-07-01 13:45:02',
    tags: [{ id: '12', name: 'Sitoo' }],
    suppressed: false,
  }
  expect(await mapped('rule-customer', row)).toMatchObject([
    {
      id: '88231',
      phone: '+46701740605',
      createdAt: '2026-01-01T12:45:02.000Z',
      updatedAt: '2026-07-01T11:45:02.000Z',
      tags: ['Sitoo'],
      extra: { fromRule: true, suppressed: false },
    },
  ])
})

test('a subscriber without an address and a number is nobody', async () => {
  const row = { id: '1', email: null, phone_number: null, tags: [], suppressed: false }
  expect(await mapped('rule-customer', row)).toStrictEqual([])
})
