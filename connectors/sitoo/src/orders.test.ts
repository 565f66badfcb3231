import { readStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { orders } from './orders.ts'
import { mug, simulatedAccount } from './testing/simulated-account.ts'

const open = { orderstateid: 0, paymentstateid: 10 }

test('a walk finds every order, although new ones come while it reads', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  for (let count = 0; count < 25; count += 1) sitoo.admin.sell({ lines: [mug] })
  const stop = sitoo.between(() => {
    if (sitoo.admin.rows('orders').length < 32) sitoo.admin.sell({ lines: [mug] })
  })
  const { rows, ended } = await readStream(contextWith({ pageSize: 4 }), orders)
  stop()
  expect([rows.size, ended]).toStrictEqual([32, true])
})

test('a vendor that gives fewer rows than were asked for is read to its end', async () => {
  const { sitoo, contextWith } = await simulatedAccount({ unknowns: { mostRows: 3 } })
  for (let count = 0; count < 10; count += 1) sitoo.admin.sell({ lines: [mug] })
  const { rows } = await readStream(contextWith({ pageSize: 500 }), orders)
  expect(rows.size).toBe(10)
})

test('an order that was left open is looked at again by the next run, until it is closed', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const context = contextWith({ unknown: { lateOrders: 0 } })
  const left = sitoo.admin.sell({ lines: [mug], ...open })
  for (let count = 0; count < 3; count += 1) sitoo.admin.sell({ lines: [mug] })
  const first = await readStream(context, orders)
  sitoo.admin.setState(left, 'closed')
  const second = await readStream(context, orders, first)
  expect([first, second].map(({ rows }) => stateOf(rows, left))).toStrictEqual([0, 10])
  expect([...second.positions.values()]).toStrictEqual([{ after: 4, open: [], rechecking: 0 }])
})

function stateOf(rows: ReadonlyMap<string, object>, id: number): unknown {
  return (rows.get(String(id)) as { readonly orderstateid?: number }).orderstateid
}

test('a number that becomes visible after higher ones is found by the next run', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const context = contextWith({ unknown: { lateOrders: 5 } })
  for (let count = 0; count < 6; count += 1) sitoo.admin.sell({ lines: [mug] })
  const [late] = sitoo.admin.rows('orders').slice(3, 4)
  sitoo.admin.remove('orders', 4)
  const first = await readStream(context, orders)
  sitoo.admin.put('orders', late ?? {})
  const second = await readStream(context, orders, first)
  expect([first.rows.has('4'), second.rows.has('4')]).toStrictEqual([false, true])
})

test('a till that was offline sends earlier sales later, and they are found', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const context = contextWith({ unknown: { lateOrders: 0 } })
  sitoo.admin.sell({ lines: [mug] })
  const first = await readStream(context, orders)
  const late = sitoo.admin.sell({ lines: [mug], orderdate: 1_700_000_000 })
  const second = await readStream(context, orders, first)
  expect(second.rows.has(String(late))).toBe(true)
})

test('orders before the first day of the settings are not read, in a list nor by number', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const context = contextWith({ startDate: '2026-01-01' })
  const old = sitoo.admin.sell({ lines: [mug], orderdate: Date.UTC(2025, 11, 31) / 1000 })
  const young = sitoo.admin.sell({ lines: [mug], orderdate: Date.UTC(2026, 0, 1) / 1000 })
  const { rows } = await readStream(context, orders)
  const found = await orders.get?.read(context, [[old], [young]])
  expect([[...rows.keys()], found?.map((row) => row !== null)]).toStrictEqual([
    [String(young)],
    [false, true],
  ])
})

test('an order holds the receipts that took something of it back', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const sold = sitoo.admin.sell({ lines: [{ ...mug, quantity: 2, total: 250_00 }] })
  const credit = sitoo.admin.giveBack(sold, [{ line: 0, quantity: 1 }])
  const { rows } = await readStream(contextWith(), orders)
  expect(rows.get(String(sold))).toMatchObject({
    credits: [{ orderid: credit, moneytotal_gross_all: '-125.00' }],
    storeid: 1,
  })
})

test('a receipt that takes something back makes the order that it names stale', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const sold = sitoo.admin.sell({ lines: [mug] })
  const credit = sitoo.admin.giveBack(sold)
  const [row] = (await orders.get?.read(contextWith(), [[credit]])) ?? []
  expect(orders.affects?.(row as never)).toStrictEqual([{ stream: 'orders', key: [sold] }])
})

test('an order that the account does not have is none', async () => {
  const { contextWith } = await simulatedAccount()
  expect(await orders.get?.read(contextWith(), [[77]])).toStrictEqual([null])
})

test('orders of another site are not read', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  sitoo.admin.put('orders', { orderid: 900, eshopid: 2, orderitems: [], payments: [] })
  const { rows } = await readStream(contextWith(), orders)
  expect(rows.size).toBe(0)
})

test('what was sold is known by its family too', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const family = sitoo.admin.put('products', { productid: 7, sku: 'WS-S', variantparentid: 7 })
  sitoo.admin.put('products', { productid: 8, sku: 'WS-M', variantparentid: family })
  sitoo.admin.put('products', { productid: 9, sku: 'MUG', variantparentid: null, activepos: false })
  const sold = sitoo.admin.sell({
    lines: [
      { ...mug, sku: 'WS-M', productId: 8 },
      { ...mug, productId: 9 },
      { ...mug, sku: 'GONE', productId: 10 },
    ],
  })
  const [row] = (await orders.get?.read(contextWith(), [[sold]])) ?? []
  expect(row).toMatchObject({
    orderitems: [{ familyid: 7 }, { familyid: null }, { familyid: null }],
  })
})
