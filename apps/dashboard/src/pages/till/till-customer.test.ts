import { expect, test } from 'vitest'
import { latestPurchases, tillValue } from './till-customer.ts'

const said = (value: unknown) => ({ value, member: 'm', connection: 'shop', others: [] })
const consent = (channel: string, purpose: string, state: 'granted' | 'withdrawn') => ({
  channel,
  purpose,
  present: { channel, purpose, state, member: 'm', connection: 'shop' },
  history: [],
})
const person = {
  profile: {
    properties: {
      firstName: said('Maja'),
      lastName: said('Lind'),
      email: said('maja@shop.example'),
      birthDate: said('1990-05-15'),
      address: said({ line1: 'Storgatan 1', postcode: '211 22', city: 'Malmö', country: 'SE' }),
    },
    extended: {},
    consents: [
      consent('email', 'marketing', 'granted'),
      consent('sms', 'marketing', 'withdrawn'),
      consent('post', 'profiling', 'granted'),
    ],
    findings: [],
  },
}

test.each([
  ['name', 'Maja Lind'],
  ['email', 'maja@shop.example'],
  ['birthday', '1990-05-15'],
  ['invoiceAddress', 'Storgatan 1, 211 22 Malmö, SE'],
  ['phone', undefined],
  ['personalId', undefined],
])('the field %s of a customer shows %s', (field, value) => {
  expect(tillValue(person, field)).toBe(value)
})

test.each([
  ['acceptsEmail', true],
  ['acceptsSms', false],
  ['acceptsPost', false],
])('%s is %s: only who agreed to marketing, and still does, has agreed', (field, value) => {
  expect(tillValue(person, field)).toBe(value)
})

test('somebody without a name has none at the till', () => {
  const { email } = person.profile.properties
  const nameless = { profile: { ...person.profile, properties: { email } } }
  expect(tillValue(nameless, 'name')).toBeUndefined()
})

const moment = (entity: string, number: string) => ({
  at: 1,
  entity,
  row: { number, total: 100, currency: 'SEK' },
})

test('the latest purchases are orders alone, three at most', () => {
  const moments = [moment('event', '0'), ...['1', '2', '3', '4'].map((n) => moment('order', n))]
  expect(latestPurchases(moments).map(({ number }) => number)).toStrictEqual(['1', '2', '3'])
})
