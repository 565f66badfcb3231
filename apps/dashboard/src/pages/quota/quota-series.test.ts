import { expect, test } from 'vitest'
import { quotaSeries, storeShares } from './quota-series.ts'

const count = (organisation: string, connection: string, paidOrders: number) => ({
  organisation,
  connection,
  paidOrders,
})

test('stores are listed with their share of all, those with most first', () => {
  const shares = storeShares({
    paidOrders: 40,
    organisations: [
      {
        organisation: 'nordlys',
        paidOrders: 10,
        connections: [{ connection: 'shop', paidOrders: 10 }],
      },
      {
        organisation: 'sydlys',
        paidOrders: 30,
        connections: [{ connection: 'butik', paidOrders: 30 }],
      },
    ],
  })
  expect(shares.map(({ connection, share }) => [connection, share])).toStrictEqual([
    ['butik', 0.75],
    ['shop', 0.25],
  ])
})

test('without any order no store has a share', () => {
  const organisations = [
    {
      organisation: 'nordlys',
      paidOrders: 0,
      connections: [{ connection: 'shop', paidOrders: 0 }],
    },
  ]
  expect(storeShares({ paidOrders: 0, organisations }).map(({ share }) => share)).toStrictEqual([0])
})

test('each store that ever had orders is a line, with gaps where it was not counted', () => {
  const history = [
    { day: '2026-11-24', paidOrders: 5, connections: [count('nordlys', 'shop', 5)] },
    {
      day: '2026-11-25',
      paidOrders: 9,
      connections: [
        count('nordlys', 'shop', 6),
        count('nordlys', 'mail', 0),
        count('sydlys', 'shop', 3),
      ],
    },
  ]
  expect(quotaSeries({ history })).toStrictEqual({
    periods: ['2026-11-24', '2026-11-25'],
    series: [
      { id: 'nordlys/shop', name: 'nordlys · shop', values: [5, 6] },
      { id: 'sydlys/shop', name: 'sydlys · shop', values: [null, 3] },
    ],
  })
})
