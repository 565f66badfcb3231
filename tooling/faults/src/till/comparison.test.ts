import { expect, test } from 'vitest'
import type { Sold } from './busy-tills.ts'
import { expectedRecords, recordDifferences } from './comparison.ts'

const sold = { orderid: 7, email: 'a@shop.example', total: 1250 }
const sales = new Map<number, Sold>([
  [7, sold],
  [8, { orderid: 8, email: undefined, total: 500 }],
])
const expected = expectedRecords({ sales })
const [sale] = expected

test('whoever is known has each sale once, and nobody else has any', () => {
  expect(expected).toStrictEqual([
    {
      email: 'a@shop.example',
      orderid: 'till:7',
      state: 'fulfilled',
      total: '12.50',
      creditOf: undefined,
    },
  ])
})

test('what was taken back is a record of its own, and its sale says so', () => {
  const returned = new Map([[7, { ...sold, returnedBy: 9 }]])
  expect(
    expectedRecords({ sales: returned }).map(({ orderid, state, total }) => [
      orderid,
      state,
      total,
    ]),
  ).toStrictEqual([
    ['till:7', 'refunded', '12.50'],
    ['till:9/refund', 'refunded', '-12.50'],
  ])
})

test('what is missing, twice there, invented or wrong is told', () => {
  if (sale === undefined) throw new Error('There is no sale.')
  expect([
    recordDifferences(expected, [sale]),
    recordDifferences(expected, []),
    recordDifferences(expected, [sale, sale]),
    recordDifferences(expected, [sale, { ...sale, orderid: 'till:8' }]),
    recordDifferences(expected, [{ ...sale, total: '1.00' }]).length,
  ]).toStrictEqual([
    [],
    ['lost: till:7 of a@shop.example'],
    ['doubled: till:7 is there 2 times'],
    ['invented: till:8'],
    1,
  ])
})
