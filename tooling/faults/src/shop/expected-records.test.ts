import { expect, test } from 'vitest'
import { copyDifferences, recordDifferences, type Kind } from './expected-records.ts'

const kind: Kind = {
  stream: 'coupons',
  truth: 'coupons',
  path: /coupons/,
  isHidden: ({ status }) => status === 'trash',
  unseen: ['uses'],
}
const fields = ['id', 'amount', 'uses', 'meta']
const row = { id: 7, amount: '1.00', uses: 2, meta: [{ key: 'a' }], other: 1 }

test('a store that has what the shop has is found to', () => {
  const found = new Map([[7, { ...row, other: 2, added: true }]])
  expect(recordDifferences(kind, [row], found, fields)).toStrictEqual([])
})

test('what is missing, left over or different is named', () => {
  const changed = { ...row, id: 8, date_modified_gmt: '2026-11-20T10:00:00' }
  const found = new Map([
    [8, { ...changed, meta: [{ key: 'b' }] }],
    [9, { ...row, id: 9 }],
  ])
  expect(recordDifferences(kind, [row, changed], found, fields)).toStrictEqual([
    'coupons 9 is in the store, and not in the shop',
    'coupons 7 is in the shop, and not in the store',
    'coupons 8: meta is [{"key":"b"}] in the store, [{"key":"a"}] in the shop (changed "2026-11-20T10:00:00")',
  ])
})

test('a field that is missing in the store is a difference', () => {
  const { amount: _, ...without } = row
  expect(recordDifferences(kind, [row], new Map([[7, without]]), fields)).toStrictEqual([
    'coupons 7: amount is missing in the store, "1.00" in the shop (changed missing)',
  ])
})

test('what no list shows may be missing, but not be there as it was', () => {
  const hidden = { ...row, status: 'trash' }
  const before = new Map([[7, { ...row, amount: '2.00' }]])
  expect(recordDifferences(kind, [hidden], new Map(), fields)).toStrictEqual([])
  expect(recordDifferences(kind, [hidden], before, fields)).toHaveLength(1)
})

test('what nobody can know is not compared', () => {
  const found = new Map([[7, { ...row, uses: 3 }]])
  expect(recordDifferences(kind, [row], found, fields)).toStrictEqual([])
})

test('a refund whose order moved on is found', () => {
  const orders = new Map([[1, { id: 1, status: 'trash', currency: 'DKK', customer_id: 0 }]])
  const order = { status: 'completed', currency: 'DKK', customer_id: 0 }
  expect(
    copyDifferences(
      new Map([
        [5, { parent_id: 1, order }],
        [6, { parent_id: 1, order: { ...order, status: 'trash' } }],
        [7, { parent_id: 1, order: null }],
      ]),
      orders,
    ),
  ).toStrictEqual([
    `refunds 5: its order's status is "completed" there, "trash" in the order`,
    `refunds 7: its order's status is missing there, "trash" in the order`,
    `refunds 7: its order's currency is missing there, "DKK" in the order`,
    `refunds 7: its order's customer_id is missing there, 0 in the order`,
  ])
})
