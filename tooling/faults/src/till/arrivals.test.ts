import { expect, test } from 'vitest'
import { arrivalDifferences, type Arrival } from './arrivals.ts'

const email = 'a@shop.example'
const arrival = (orderid: string, isNew = true, state = 'fulfilled'): Arrival => ({
  email,
  orderid,
  isNew,
  state,
})
const regular = { email, orderids: ['till:9', 'till:10'] }

test('each order once, its states and the orders of one person in their order: all is well', () => {
  const arrivals = [
    arrival('till:9'),
    arrival('till:11'),
    arrival('till:10'),
    arrival('till:9', false),
    arrival('till:9', false, 'refunded'),
  ]
  expect(arrivalDifferences(arrivals, [regular])).toStrictEqual([])
})

test.each([
  [
    'appended twice',
    [arrival('till:9'), arrival('till:9')],
    'doubled: till:9 reached Rule 2 times as a new record',
  ],
  [
    'changed before it is there',
    [arrival('till:9', false)],
    'doubled: till:9 reached Rule 0 times as a new record',
  ],
  [
    'given back, and then not',
    [arrival('till:9', true, 'refunded'), arrival('till:9', false)],
    'turned back: till:9 reached Rule as refunded, fulfilled',
  ],
])('an order that is %s is told', (_what, arrivals, told) => {
  expect(arrivalDifferences(arrivals, [])).toStrictEqual([told])
})

test.each([
  ['overtaken', [arrival('till:10'), arrival('till:9')], 'till:10, till:9'],
  ['missing', [arrival('till:10')], 'till:10'],
])('a sale of a regular customer that is %s is told', (_what, arrivals, came) => {
  expect(arrivalDifferences(arrivals, [regular])).toStrictEqual([
    `overtaken: of ${email} came ${came} in place of till:9, till:10`,
  ])
})
