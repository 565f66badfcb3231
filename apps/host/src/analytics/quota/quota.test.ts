import { expect, test } from 'vitest'
import { quotaOf } from './quota.ts'
import { isPaidWithin } from './read-quota.ts'

const count = (connection: string, paidOrders: number, day = 20_000) => ({
  connection,
  day,
  paidOrders,
  countedAt: day * 86_400_000,
})
const account = (...orders: readonly number[]) => [
  { organisation: 'nordlys', counts: orders.map((each, at) => count(`shop${at}`, each)) },
]

test('a store that is connected twice counts twice, and organisations are summed', () => {
  const quota = quotaOf(
    [...account(40, 40), { organisation: 'sydlys', counts: [count('shop', 7)] }],
    undefined,
  )
  expect([quota.paidOrders, quota.state, quota.warnings]).toStrictEqual([87, 'unlimited', []])
  expect(quota.organisations.map(({ paidOrders }) => paidOrders)).toStrictEqual([80, 7])
})

test.each([
  [79, 'fine', 0],
  [80, 'near', 1],
  [100, 'near', 1],
  [101, 'over', 1],
] as const)('%s paid orders of a hundred are %s', (orders, state, warnings) => {
  const quota = quotaOf(account(orders), 100)
  expect([quota.state, quota.warnings.length]).toStrictEqual([state, warnings])
})

test('above the limit the ways out are named, and that nothing is hidden', () => {
  expect(quotaOf(account(101), 100).warnings[0]).toMatch(
    /Everything is still read and shown. Disconnect a store, or raise/u,
  )
})

test('what was counted on earlier days is history and is not added', () => {
  const counts = [count('shop', 5, 19_999), count('gone', 3, 19_999), count('shop', 6)]
  const quota = quotaOf([{ organisation: 'nordlys', counts }], undefined)
  expect([quota.paidOrders, quota.history.map(({ paidOrders }) => paidOrders)]).toStrictEqual([
    6,
    [8, 6],
  ])
})

const ofStore = (connection: string, paidOrders: number) => ({
  organisation: 'nordlys',
  connection,
  paidOrders,
})

test('the history tells of each store on each day', () => {
  const counts = [count('shop', 5, 19_999), count('shop', 6), count('mail', 1)]
  const { history } = quotaOf([{ organisation: 'nordlys', counts }], undefined)
  expect(history.map(({ connections }) => connections)).toStrictEqual([
    [ofStore('shop', 5)],
    [ofStore('shop', 6), ofStore('mail', 1)],
  ])
})

const now = Date.parse('2026-11-25T12:00:00Z')
const order = { status: 'paid', total: 100, placedAt: '2026-11-01T00:00:00Z' } as const

test.each([
  [true, 'paid', order],
  [true, 'paid thirty days ago to the second', { ...order, paidAt: '2026-10-26T12:00:00Z' }],
  [false, 'paid a second earlier', { ...order, paidAt: '2026-10-26T11:59:59Z' }],
  [false, 'free', { ...order, total: 0 }],
  [false, 'cancelled', { ...order, status: 'cancelled' as const }],
])('it is %s that an order counts that was %s', (counts, _what, given) => {
  expect(isPaidWithin({ paidAt: undefined, ...given }, now)).toBe(counts)
})
