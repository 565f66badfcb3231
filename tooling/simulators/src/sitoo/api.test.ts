import { simulatedShop } from '@cartograph/simulators'
import { expect, test } from 'vitest'
import { textOf } from './json.ts'
import { started } from './testing/started.ts'

const mug = { sku: 'MUG', name: 'Mug', quantity: 1, total: 125_00, vatPercent: 25 }

test('a key that is wrong is refused', async () => {
  const { ask } = await started()
  const { status, body } = await ask('orders.json', { headers: { authorization: 'Basic eDp5' } })
  expect([status, body]).toStrictEqual([
    401,
    { statuscode: 401, errortext: 'Authorization failed' },
  ])
})

test('a list shows ten rows, the newest order first, and the default fields', async () => {
  const { sitoo, ask } = await started()
  for (let count = 0; count < 12; count += 1) sitoo.admin.sell({ lines: [mug] })
  const { body } = await ask('orders.json')
  const { totalcount, items } = body as {
    totalcount: number
    items: Record<string, unknown>[]
  }
  expect([
    totalcount,
    items.length,
    items[0]?.['orderid'],
    'phone' in (items[0] ?? {}),
  ]).toStrictEqual([12, 10, 12, false])
})

test('orders are found from a number on, in their order, and with the fields that are asked for', async () => {
  const { sitoo, ask } = await started()
  for (let count = 0; count < 4; count += 1) sitoo.admin.sell({ lines: [mug] })
  const { body } = await ask('orders?orderidfrom=2&orderidto=4&sort=orderid&fields=orderid')
  expect(body).toStrictEqual({ totalcount: 2, items: [{ orderid: 2 }, { orderid: 3 }] })
})

test('the GUID of a site finds nothing, and is no error', async () => {
  const { ask } = await started()
  const { status, body } = await ask('sites/%7BSITE%7D/users.json')
  expect([status, body]).toStrictEqual([200, { totalcount: 0, items: [] }])
})

test('what is taken back is an order with negative amounts that names the first', async () => {
  const { sitoo, ask } = await started()
  const sold = sitoo.admin.sell({ lines: [{ ...mug, quantity: 2, total: 250_00 }] })
  sitoo.admin.giveBack(sold, [{ line: 0, quantity: 1 }])
  const { body } = await ask(
    `orders.json?creditorderid=${sold}&orderid=77&fields=orderid,creditorderid,moneytotal_gross_all,moneyfinal_vat`,
  )
  expect(body).toStrictEqual({
    totalcount: 1,
    items: [
      {
        orderid: 2,
        creditorderid: 1,
        moneytotal_gross_all: '-125.00',
        moneyfinal_vat: '-25.00',
      },
    ],
  })
})

test('a batch is answered 200 although some of it was refused', async () => {
  const { send } = await started()
  const { status, body } = await send('POST', 'sites/1/users.json', [
    { email: 'a@example.com' },
    { namefirst: 'A' },
  ])
  expect([status, body]).toStrictEqual([
    200,
    [
      { statuscode: 200, return: expect.stringMatching(/^\{.+\}$/u) as string },
      { statuscode: 400, errortext: "Missing required field 'email'." },
    ],
  ])
})

test('a PUT changes what it names, and `null` in place of a text is refused', async () => {
  const { send, ask } = await started()
  const { body: id } = await send('POST', 'sites/1/users.json', {
    email: 'a@example.com',
    namefirst: 'A',
  })
  const path = `sites/1/users/${encodeURIComponent(textOf({ id }, 'id'))}`
  expect((await send('PUT', path, { company: 'X' })).body).toBe(true)
  expect((await send('PUT', path, { namefirst: null })).status).toBe(400)
  const { body } = await ask(`${path}?fields=namefirst,company`)
  expect(body).toStrictEqual({ namefirst: 'A', company: 'X' })
})

test('a second request of the same key at the same time is refused', async () => {
  const { ask } = await started({ latencyMs: 20 })
  const answers = await Promise.all([1, 2, 3].map(() => ask('orders.json')))
  expect(answers.map(({ status }) => status)).toContain(429)
})

test('all that the till of the shop has sold and given back comes out to the cent', async () => {
  const shop = simulatedShop({ orders: 300 })
  const { sitoo } = await started({ shop })
  const till = [...shop.orders()].filter(({ storeId }) => storeId === 'till')
  const given = [...shop.refunds()].filter(({ storeId }) => storeId === 'till')
  const cents = sitoo.admin
    .rows('orders')
    .map(({ moneytotal_gross_all: all }) => Math.round(Number(all) * 100))
  expect(given.length).toBeGreaterThan(0)
  expect([
    sum(cents.filter((amount) => amount > 0)),
    sum(cents.filter((amount) => amount < 0)),
  ]).toStrictEqual([sum(till.map(({ total }) => total)), -sum(given.map(({ amount }) => amount))])
})

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, one) => total + one, 0)
}
