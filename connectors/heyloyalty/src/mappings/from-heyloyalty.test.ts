import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

const member = {
  id: 'ad7b7fb6',
  list_id: 1,
  status: 'unsubscribed',
  email_status: 'active',
  mobile_status: 'active',
  created_at: '2025-11-04 10:00:00',
  updated_at: '2026-03-02 10:06:11',
  unsubscribed_at: '2026-03-02 10:06:11',
  fields: {
    email: 'anna@example.dk',
    mobile: '4520123456',
    firstname: 'Anna',
    lastname: '',
    sex: '2',
  },
}

test('a member becomes a customer who says no, and who is not sent back', async () => {
  const [made] = await mapped('heyloyalty-customer', member)
  expect(made).toStrictEqual({
    id: 'ad7b7fb6',
    email: 'anna@example.dk',
    phone: '+4520123456',
    firstName: 'Anna',
    gender: 'female',
    createdAt: '2025-11-04T10:00:00.000Z',
    updatedAt: '2026-03-02T10:06:11.000Z',
    consents: [
      {
        channel: 'email',
        state: 'withdrawn',
        purpose: 'marketing',
        at: '2026-03-02T10:06:11.000Z',
      },
    ],
    extra: { fromHeyloyalty: true, status: 'unsubscribed', emailStatus: 'active' },
  })
})

test('an active member says nothing, unless the settings take it for a yes', async () => {
  const active = { ...member, status: 'active', unsubscribed_at: null }
  expect((await mapped('heyloyalty-customer', active))[0]).not.toHaveProperty('consents')
  const [agreed] = await mapped('heyloyalty-customer', active, {}, { activeMembers: 'agreed' })
  expect(agreed?.['consents']).toMatchObject([{ state: 'granted', at: '2025-11-04T10:00:00.000Z' }])
})

test('instants are those of the zone of the settings', async () => {
  const [made] = await mapped('heyloyalty-customer', member, {}, { timeZone: 'Europe/Copenhagen' })
  expect(made).toMatchObject({ createdAt: '2025-11-04T09:00:00.000Z' })
})

test.each([
  ['unsubscribed', ['withdrawn']],
  ['complained', ['withdrawn']],
  ['active', []],
])('who is %s in Heyloyalty: consents %j', async (state, expected) => {
  const row = {
    id: 'm',
    list_id: 1,
    state,
    email: 'anna@example.dk',
    at: '2026-03-02T10:06:11.000Z',
  }
  const made = await mapped('heyloyalty-consent', row)
  expect(made.map((one) => one['state'])).toStrictEqual(expected)
})

test('a bounce is an event that stops what would be sent there', async () => {
  const row = {
    id: 'e1',
    type: 'email.hardBounced',
    at: '2026-03-02T10:06:11.000Z',
    member_id: 'ad7b7fb6',
    list_id: 1,
    email: 'Anna@example.dk',
  }
  expect(await mapped('heyloyalty-event', row)).toStrictEqual([
    {
      id: 'e1',
      type: 'email.hardBounced',
      at: '2026-03-02T10:06:11.000Z',
      customerId: 'ad7b7fb6',
      email: 'anna@example.dk',
      channel: 'email',
    },
  ])
})
