import { expect, test } from 'vitest'
import { mapped, mappingProblems } from '../testing/mapped.ts'

const anna = {
  id: 'shop:7',
  connection: 'shop',
  email: 'Anna@Example.com',
  phone: '+393331234567',
  firstName: 'Anna',
  lastName: 'Rossi',
  language: 'it',
  birthDate: '1988-04-23',
  gender: 'female',
  address: { line1: 'Via Prova 1', line2: 'B', postcode: '20143', city: 'Milano', country: 'IT' },
  tags: ['vip'],
  consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
  extra: { tier: 'gold' },
}

test('every default mapping fits its stream or entity and its sink', () => {
  expect(mappingProblems()).toStrictEqual([])
})

test('a customer goes with base properties, consents, tags, and the workspace’s own properties', async () => {
  const said = [{ channel: 'sms', state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' }]
  const given = { extended: { loyaltyTier: '$.extra.tier' }, newsletter: { id: 'news' } }
  expect(await mapped('contacthub-customer', anna, { said }, given)).toStrictEqual([
    {
      externalId: 'shop:7',
      language: 'it',
      country: 'IT',
      base: {
        firstName: 'Anna',
        lastName: 'Rossi',
        gender: 'F',
        dob: '1988-04-23',
        contacts: { email: 'anna@example.com', mobilePhone: '+393331234567' },
        address: { street: 'Via Prova 1, B', city: 'Milano', zip: '20143' },
      },
      extended: { loyaltyTier: 'gold' },
      consents: [
        { channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' },
        { channel: 'sms', state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' },
      ],
      tags: ['vip'],
      newsletter: { id: 'news' },
    },
  ])
})

test.each([
  ['who came from Contacthub', { extra: { fromContacthub: true } }],
  ['without address and number', { email: null, phone: null }],
])('a customer %s is not sent', async (_name, more) => {
  const row = { ...anna, ...more }
  expect(await mapped('contacthub-customer', row, { said: [] })).toStrictEqual([])
})
