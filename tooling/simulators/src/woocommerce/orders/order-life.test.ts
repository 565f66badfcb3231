import { expect, test } from 'vitest'

import { secondMs } from '../../shop/durations.ts'
import type { JsonObject } from '../json.ts'
import type { WooCommerceOptions } from '../options.ts'
import type { SimulatedWooCommerce } from '../simulated.ts'
import { ask, get, list } from '../testing/client.ts'
import { started } from '../testing/started.ts'

const orders = 'wc/v3/orders'
const line = { name: 'Mug', total: '80.00', quantity: 2 }

/** With a clock that goes on by a second whenever it is looked at, so that every change has a date of its own. */
const ticking = async (options: WooCommerceOptions = {}) => {
  let time = Date.now()
  return await started({ now: () => (time += secondMs), ...options })
}

const order = (store: SimulatedWooCommerce, id: number): JsonObject =>
  store.truth('orders').find((row) => row['id'] === id) ?? {}

const idsIn = async (store: SimulatedWooCommerce, status?: string) =>
  (await list(store, orders, status === undefined ? {} : { status })).map(({ id }) => id)

test('lists leave out the trash and drafts of the checkout unless these are asked for', async () => {
  const store = await started()
  const [kept, trashed, draft] = [
    store.admin.createOrder(),
    store.admin.createOrder(),
    store.admin.createOrder({ status: 'checkout-draft' }),
  ]
  store.admin.trashOrder(trashed)
  expect(await idsIn(store)).toStrictEqual([kept])
  expect(await idsIn(store, 'any')).toStrictEqual([kept])
  expect(await idsIn(store, 'trash')).toStrictEqual([trashed])
  expect(await idsIn(store, 'checkout-draft')).toStrictEqual([draft])
})

test('any together with trash is any; every status by name finds the trash too', async () => {
  const store = await started()
  const [kept, trashed] = [store.admin.createOrder(), store.admin.createOrder()]
  store.admin.trashOrder(trashed)
  expect(await idsIn(store, 'any,trash')).toStrictEqual([kept])
  expect(new Set(await idsIn(store, 'pending,trash'))).toStrictEqual(new Set([kept, trashed]))
})

test('a deletion without force answers with the order as it was, and puts it into the trash', async () => {
  const store = await ticking()
  const id = store.admin.createOrder()
  const { date_modified: before } = order(store, id)
  const { status, body } = await ask(store, 'DELETE', `${orders}/${id}`)
  expect([status, (body as JsonObject)['status']]).toStrictEqual([200, 'pending'])
  const shown = await get(store, `${orders}/${id}`)
  expect(shown.body).toMatchObject({ status: 'trash' })
  expect((shown.body as JsonObject)['date_modified']).not.toBe(before)
})

test('what was trashed is found by when it was changed', async () => {
  const store = await started()
  const id = store.admin.createOrder()
  store.admin.trashOrder(id)
  const query = { status: 'trash', modified_after: '2020-01-01T00:00:00', dates_are_gmt: 'true' }
  expect((await list(store, orders, query)).map((row) => row['id'])).toStrictEqual([id])
})

test('a deletion with force leaves nothing, refunds included', async () => {
  const store = await started()
  const id = store.admin.createOrder({ line_items: [line] })
  store.admin.refundOrder(id, { amount: '1.00' })
  await ask(store, 'DELETE', `${orders}/${id}`, { force: 'true' })
  expect((await get(store, `${orders}/${id}`)).status).toBe(404)
  expect(store.truth('refunds')).toStrictEqual([])
})

test('a new status brings an order back from the trash', async () => {
  const store = await started()
  const id = store.admin.createOrder({ status: 'completed' })
  store.admin.trashOrder(id)
  const { body } = await ask(store, 'PUT', `${orders}/${id}`, {}, { status: 'processing' })
  expect(body).toMatchObject({ id, status: 'processing', meta_data: [] })
  expect(await idsIn(store)).toStrictEqual([id])
})

test('restored by hand an order has the status it had', async () => {
  const store = await started()
  const id = store.admin.createOrder({ status: 'on-hold' })
  store.admin.trashOrder(id)
  store.admin.restoreOrder(id)
  expect(order(store, id)).toMatchObject({ status: 'on-hold', meta_data: [] })
})

test('a refund changes the date of its order and not its total; deleting it does neither', async () => {
  const store = await ticking()
  const id = store.admin.createOrder({ line_items: [line], status: 'completed' })
  const before = order(store, id)
  const refund = store.admin.refundOrder(id, { amount: '10.00', reason: 'Chipped' })
  const refunded = order(store, id)
  expect(refunded).toMatchObject({
    total: before['total'],
    status: 'completed',
    refunds: [{ id: refund, reason: 'Chipped', total: '-10.00', total_tax: '0.00' }],
  })
  expect(refunded['date_modified_gmt']).not.toBe(before['date_modified_gmt'])
  store.admin.deleteRefund(refund)
  expect(order(store, id)).toStrictEqual({ ...refunded, refunds: [] })
})

test('an order that is refunded to the end is refunded, and cannot be refunded any more', async () => {
  const store = await started()
  const id = store.admin.createOrder({ line_items: [line] })
  store.admin.refundOrder(id)
  expect(order(store, id)).toMatchObject({ status: 'refunded' })
  const { status } = await ask(store, 'POST', `${orders}/${id}/refunds`, {}, { amount: '1.00' })
  expect(status).toBe(500)
})

test('a refund over the API names the lines it is for, in negative pieces and amounts', async () => {
  const store = await started()
  const id = store.admin.createOrder({ line_items: [line] })
  const [item] = order(store, id)['line_items'] as readonly [JsonObject]
  const { status, body } = await ask(
    store,
    'POST',
    `${orders}/${id}/refunds`,
    {},
    {
      line_items: [{ id: item['id'], quantity: 1, refund_total: '40.00' }],
    },
  )
  expect(status).toBe(201)
  expect(body).toMatchObject({
    amount: '40.00',
    line_items: [
      {
        quantity: -1,
        total: '-40.00',
        meta_data: [{ key: '_refunded_item_id', value: `${Number(item['id'])}` }],
      },
    ],
  })
  expect(body).not.toHaveProperty('date_modified')
  expect(body).not.toHaveProperty('parent_id')
  const [inAll] = await list(store, 'wc/v3/refunds')
  expect(inAll).toMatchObject({ parent_id: id })
})

test('a note does not change the order', async () => {
  const store = await ticking()
  const id = store.admin.createOrder()
  const before = order(store, id)
  store.admin.addNote(id, 'Rang twice')
  expect(order(store, id)).toStrictEqual(before)
  const notes = await list(store, `${orders}/${id}/notes`)
  expect(notes).toMatchObject([{ note: 'Rang twice', author: 'WooCommerce', customer_note: false }])
})

test('an order may name a product that does not exist', async () => {
  const store = await started()
  const body = { line_items: [{ product_id: 99_999, quantity: 1, total: '5.00' }] }
  const answer = await ask(store, 'POST', orders, {}, body)
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject({
    total: '5.00',
    number: `${Number((answer.body as JsonObject)['id'])}`,
  })
})

test('an empty e-mail address is refused', async () => {
  const store = await started()
  const { status } = await ask(store, 'POST', orders, {}, { billing: { email: '' } })
  expect(status).toBe(400)
})

test('guests have customer 0, and are asked for by it', async () => {
  const store = await started()
  const customer = store.admin.create('customers', { email: 'a@example.com' })
  store.admin.createOrder({ customer_id: customer })
  const guest = store.admin.createOrder()
  const rows = await list(store, orders, { customer: '0' })
  expect(rows.map(({ id, customer_id: by }) => [id, by])).toStrictEqual([[guest, 0]])
})

test('a batch makes, changes and deletes for good, and tells of each what went wrong', async () => {
  const store = await started()
  const [first, second] = [store.admin.createOrder(), store.admin.createOrder()]
  const { status, body } = await ask(
    store,
    'POST',
    `${orders}/batch`,
    {},
    {
      create: [{ status: 'on-hold' }],
      update: [
        { id: first, status: 'completed' },
        { id: 99_999, status: 'completed' },
      ],
      delete: [second],
    },
  )
  expect(status).toBe(200)
  expect(body).toMatchObject({
    create: [{ status: 'on-hold' }],
    update: [
      { id: first, status: 'completed' },
      { id: 99_999, error: { data: { status: 404 } } },
    ],
    delete: [{ id: second }],
  })
  expect((await get(store, `${orders}/${second}`)).status).toBe(404)
})

test('a whole second of changes has one date', async () => {
  const store = await started()
  const ids = [store.admin.createOrder(), store.admin.createOrder(), store.admin.createOrder()]
  store.admin.bulkTouch(ids, Date.UTC(2026, 0, 1))
  expect(new Set(store.truth('orders').map((row) => row['date_modified_gmt']))).toStrictEqual(
    new Set(['2026-01-01T00:00:00']),
  )
})

test('dates are walls of the store and of Greenwich, without a zone, and null where nothing happened', async () => {
  const store = await started({ timeZone: 'America/New_York', now: () => Date.UTC(2026, 6, 1, 2) })
  const id = store.admin.createOrder()
  expect(order(store, id)).toMatchObject({
    date_created: '2026-06-30T22:00:00',
    date_created_gmt: '2026-07-01T02:00:00',
    date_paid: null,
    date_paid_gmt: null,
    date_completed: null,
  })
})

test('a refund that a payment plugin makes leaves the date of the order', async () => {
  const store = await ticking()
  const id = store.admin.createOrder({ line_items: [line] })
  const before = order(store, id)
  store.admin.refundOrder(id, { amount: '10.00', byGateway: true })
  const after = order(store, id)
  expect(after['refunds']).toMatchObject([{ total: '-10.00' }])
  expect(after['date_modified_gmt']).toBe(before['date_modified_gmt'])
})

test('an order that is made as paid is being worked on', async () => {
  const store = await started()
  const id = store.admin.createOrder({ set_paid: true })
  expect(order(store, id)).toMatchObject({ status: 'processing' })
  expect(order(store, id)['date_paid']).not.toBeNull()
})
