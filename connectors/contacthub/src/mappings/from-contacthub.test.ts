import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

const us = 'd0000000-0000-4000-8000-000000000001'
const others = 'd0000000-0000-4000-8000-000000000002'

const giulia = {
  id: 'c0000000-0000-4000-8000-000000000001',
  nodeId: 'b0000000-0000-4000-8000-000000000001',
  externalId: 'shop-1042',
  enabled: true,
  registeredAt: '2026-03-09T11:31:31.842+0000',
  updatedAt: '2026-04-09T11:31:31.842+0000',
  sourceInfo: { registeredBy: others, updatedBy: others },
  base: {
    firstName: 'Giulia',
    lastName: null,
    dob: '1988-04-23',
    contacts: { email: 'giulia@example.com', mobilePhone: '+393331234567', phone: null },
    address: { street: 'Via Prova 1', city: 'Milano', country: 'Italy', zip: '20143' },
  },
  consents: {
    marketing: {
      automatic: { email: { status: true }, sms: { status: false }, push: null },
      traditional: null,
    },
    profiling: { online: { status: true, objection: true } },
  },
  extended: { tier: 'gold' },
  tags: { auto: ['buyer'], manual: ['vip'] },
}

test('a customer is read with instants in UTC, and marked so that they are not sent back', async () => {
  expect(await mapped('contacthub-customer-read', giulia)).toStrictEqual([
    {
      id: 'c0000000-0000-4000-8000-000000000001',
      email: 'giulia@example.com',
      phone: '+393331234567',
      firstName: 'Giulia',
      lastName: null,
      birthDate: '1988-04-23',
      address: { line1: 'Via Prova 1', postcode: '20143', city: 'Milano', country: 'IT' },
      createdAt: '2026-03-09T11:31:31.842Z',
      updatedAt: '2026-04-09T11:31:31.842Z',
      tags: ['vip', 'buyer'],
      extra: { fromContacthub: true, externalId: 'shop-1042', extended: { tier: 'gold' } },
    },
  ])
})

test('a customer whom we made there is known as such', async () => {
  const own = { ...giulia, sourceInfo: { registeredBy: us, updatedBy: others } }
  const rows = [giulia, own].map((row) =>
    mapped('contacthub-customer-read', row, {}, { sourceId: us }),
  )
  const made = (await Promise.all(rows)).map(([row]) => row?.['extra'])
  expect(made).toMatchObject([{ madeHere: false }, { madeHere: true }])
})

test('a yes is as old as the customer, a no or an objection as new as the last change', async () => {
  const rows = await mapped('contacthub-consent-read', giulia)
  expect(
    rows.map(({ channel, purpose, state, at }) => [channel, purpose, state, at]),
  ).toStrictEqual([
    ['email', 'marketing', 'granted', '2026-03-09T11:31:31.842Z'],
    ['sms', 'marketing', 'withdrawn', '2026-04-09T11:31:31.842Z'],
    ['other', 'profiling', 'withdrawn', '2026-04-09T11:31:31.842Z'],
  ])
})

test('a no stays one after we wrote something else there', async () => {
  const own = { ...giulia, sourceInfo: { registeredBy: us, updatedBy: us } }
  const rows = await mapped('contacthub-consent-read', own, {}, { sourceId: us })
  expect(rows.filter(({ state }) => state === 'withdrawn')).toHaveLength(2)
})

test('who unsubscribed in Contactsend has withdrawn the consent to mails, when they did', async () => {
  const subscriptions = [
    { id: 'news', subscribed: false, updatedAt: '2026-03-20T10:00:00.000+0000' },
    { id: 'club', subscribed: true },
  ]
  const row = { ...giulia, base: { ...giulia.base, subscriptions } }
  const given = { newsletter: { id: 'news' } }
  expect(await mapped('contacthub-subscription-read', row, {}, given)).toMatchObject([
    { channel: 'email', state: 'withdrawn', at: '2026-03-20T10:00:00.000Z' },
  ])
})

const opened = {
  id: 'e0000000-0000-4000-8000-000000000001',
  customerId: giulia.id,
  type: 'campaignOpened',
  context: 'DIGITAL_CAMPAIGN',
  date: '2026-04-03T13:47:23.093+0000',
  properties: { channel: 'EMAIL', campaignId: 'c7', extraProperties: null },
}

test('an open of a campaign is one of the store, other types keep their names', async () => {
  const [row] = await mapped('contacthub-event-read', opened, {}, { readsEvents: true })
  expect(row).toMatchObject({
    type: 'email.opened',
    at: '2026-04-03T13:47:23.093Z',
    campaign: 'c7',
    channel: 'email',
  })
  const login = { ...opened, type: 'loggedIn', properties: {} }
  const [other] = await mapped('contacthub-event-read', login, {}, { readsEvents: true })
  expect(other?.['type']).toBe('contacthub.loggedIn')
})

test('an event with our key is ours that came back', async () => {
  const own = { ...opened, properties: { extraProperties: { cartographKey: 'order/1' } } }
  expect(await mapped('contacthub-event-read', own, {}, { readsEvents: true })).toStrictEqual([])
})
