import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'
import { order } from '../testing/rows.ts'

const customer = {
  id: 'shop:7',
  connection: 'shop',
  storeId: 'till:north',
  email: 'Anna@Example.dk',
  phone: '+4520123456',
  firstName: 'Anna',
  lastName: 'Holm',
  gender: 'female',
  birthDate: '1982-05-01',
  address: { line1: 'Havnegade 1', postcode: '8000', city: 'Aarhus', country: 'DK' },
  consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
}
const joins = { said: [], mailed: [], called: [], orders: [] }

test('a customer becomes a member, with what was bought', async () => {
  const orders = [
    order,
    { ...order, id: 'shop:2', placedAt: '2025-11-01T10:00:00.000Z', total: 10_050 },
    { ...order, id: 'shop:3', status: 'cancelled', placedAt: '2026-10-01T10:00:00.000Z' },
  ]
  expect(
    await mapped('heyloyalty-member', customer, { ...joins, orders }, { currency: 'DKK' }),
  ).toStrictEqual([
    {
      email: 'anna@example.dk',
      phone: '+4520123456',
      consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
      fields: {
        firstname: 'Anna',
        lastname: 'Holm',
        sex: 'female',
        birthdate: '1982-05-01',
        address: 'Havnegade 1',
        postalcode: '8000',
        city: 'Aarhus',
        country: 'DK',
        reference: 'shop:7',
        total_orders: 2,
        first_order_date: '2025-11-01',
        last_order_date: '2026-03-02',
        total_spent: '1947.50',
        average_spent_per_order: '973.75',
      },
    },
  ])
})

test('without a currency members carry no sums, and without orders none either', async () => {
  const [item] = await mapped('heyloyalty-member', customer, joins)
  expect(item?.['fields']).toStrictEqual({
    firstname: 'Anna',
    lastname: 'Holm',
    sex: 'female',
    birthdate: '1982-05-01',
    address: 'Havnegade 1',
    postalcode: '8000',
    city: 'Aarhus',
    country: 'DK',
    reference: 'shop:7',
    total_orders: 0,
  })
})

test('a sum of which a part cannot be converted is left out', async () => {
  const orders = [order, { ...order, id: 'shop:2', currency: 'SEK' }]
  const [item] = await mapped(
    'heyloyalty-member',
    customer,
    { ...joins, orders },
    { currency: 'DKK' },
  )
  expect(item?.['fields']).not.toHaveProperty('total_spent')
})

const no = (channel: string) => ({ channel, state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' })

test('what was said elsewhere by id, address or number stands beside what the customer brings along', async () => {
  const [item] = await mapped('heyloyalty-member', customer, {
    ...joins,
    said: [no('sms')],
    mailed: [no('email')],
    called: [no('phone')],
  })
  expect(item?.['consents']).toMatchObject([
    { channel: 'email', state: 'granted' },
    { channel: 'sms' },
    { channel: 'email', state: 'withdrawn' },
    { channel: 'phone' },
  ])
})

test('customers of a store belong to its shop', async () => {
  const shops = [
    {
      name: 'Aarhus',
      store: 'till:north',
      username: 'a',
      password: 'secret-password',
      userUsername: 'b',
      userPassword: 'secret-password',
    },
  ]
  const [item] = await mapped('heyloyalty-member', customer, joins, { shops })
  expect(item?.['fields']).toMatchObject({ shop: 'Aarhus' })
})

test.each([
  ['who came from Heyloyalty', { ...customer, extra: { fromHeyloyalty: true } }],
  ['who has neither address nor number', { ...customer, email: undefined, phone: undefined }],
])('%s is not sent', async (_who, row) => {
  expect(await mapped('heyloyalty-member', row, joins)).toStrictEqual([])
})
