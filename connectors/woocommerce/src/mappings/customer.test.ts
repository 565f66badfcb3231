import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { recorded, recordedRow } from '../testing/fixture.ts'
import { mapped } from '../testing/mapped.ts'

const order = (id: number, change: JsonObject = {}) => ({ ...recordedRow('orders', id), ...change })

test('an account that is a customer is one; staff that never bought is none', async () => {
  const rows = await mapped('woocommerce-customer', recorded('customers'))
  expect(rows.map((row) => [row['id'], row['email'], row['isGuest']])).toStrictEqual([
    ['shop:3', 'plain@nordlys.example', false],
  ])
})

test('staff that has bought is a customer', async () => {
  const row = { ...recordedRow('customers', 1), is_paying_customer: true }
  expect(await mapped('woocommerce-customer', [row])).toHaveLength(1)
})

test('a guest is all orders with one address, however it is written, as they stand in the last of them', async () => {
  const first = order(159)
  const later = order(159, {
    id: 900,
    date_created_gmt: '2026-01-01T00:00:00',
    date_modified_gmt: '2026-01-02T00:00:00',
    billing: {
      first_name: 'Jon',
      last_name: '',
      company: 'Fjord AS',
      address_1: 'Havnegade 9',
      country: 'NO',
      email: ' Gaest83@POST.example ',
      phone: '',
    },
  })
  const [row] = await mapped('woocommerce-guest', [later, first])
  expect(row).toMatchObject({
    id: 'shop:guest:gaest83@post.example',
    email: 'gaest83@post.example',
    firstName: 'Jon',
    lastName: 'Þórsson',
    company: 'Fjord AS',
    address: { firstName: 'Jon', line1: 'Havnegade 9', country: 'NO' },
    createdAt: '2024-11-23T04:54:22.000Z',
    updatedAt: '2026-01-02T00:00:00.000Z',
    isGuest: true,
  })
})

test('the order of a guest names the guest that is made of it', async () => {
  const [guest] = await mapped('woocommerce-guest', [order(159)])
  expect((await mapped('woocommerce-order', [order(159)]))[0]?.['customerId']).toBe(guest?.['id'])
})

test('an order of a guest without an address is of nobody', async () => {
  const billing = { first_name: 'Jón', email: '' }
  expect((await mapped('woocommerce-order', [order(159, { billing })]))[0]).not.toHaveProperty(
    'customerId',
  )
  expect(await mapped('woocommerce-guest', [order(159, { billing })])).toStrictEqual([])
})

test('an order of an account makes no guest', async () => {
  expect(await mapped('woocommerce-guest', [order(459)])).toStrictEqual([])
})
