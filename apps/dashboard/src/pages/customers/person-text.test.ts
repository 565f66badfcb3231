import { expect, test } from 'vitest'
import type { Person } from '../../api/answers.ts'
import { addressText, personName } from './person-text.ts'

function person(values: Readonly<Record<string, unknown>>): Pick<Person, 'profile'> {
  const properties = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, member: 'customer/shop:1', connection: 'shop', others: [] },
    ]),
  )
  return { profile: { properties, extended: {}, consents: [], findings: [] } }
}

test('a person is called by name, else by what else is known', () => {
  expect(
    [
      { firstName: 'Ida', lastName: 'Holm', email: 'ida@example.com' },
      { lastName: 'Holm' },
      { company: 'Holm A/S', email: 'ida@example.com' },
      { email: 'ida@example.com' },
      {},
    ].map((values) => personName(person(values), 'Nobody')),
  ).toStrictEqual(['Ida Holm', 'Holm', 'Holm A/S', 'ida@example.com', 'Nobody'])
})

test('an address is a line of what is known of it', () => {
  expect(
    [
      { line1: 'Skolegade 32', city: 'Malmö', postcode: '211 20', country: 'SE' },
      { country: 'DK' },
      {},
      'Skolegade 32',
    ].map((address) => addressText(person({ address }))),
  ).toStrictEqual(['Skolegade 32, 211 20 Malmö, SE', 'DK', undefined, undefined])
})
