import type { JsonObject } from '@cartograph/core'
import { faultIn, readStream, sweepStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { orders } from './orders.ts'
import { testContext } from './testing/context.ts'
import { recordedRow } from './testing/fixture.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

const secure = { url: 'https://shop.example' }

function refused(): Response {
  const data = { params: { status: '' } }
  return Response.json({ code: 'rest_invalid_param', message: '', data }, { status: 400 })
}

/** The queries of a reading in which the shop has nothing. */
async function queries(settings: Parameters<typeof testContext>[0]) {
  const context = testContext({ ...secure, ...settings }, { answer: () => Response.json([]) })
  await readStream(context, orders)
  return context.requests.map(({ url }) => new URL(url).searchParams)
}

test('all statuses, drafts and the trash are lists of their own', async () => {
  expect((await queries({})).map((query) => query.get('status'))).toStrictEqual([
    'any',
    'checkout-draft',
    'trash',
  ])
  expect((await queries({ drafts: false })).map((query) => query.get('status'))).toStrictEqual([
    'any',
    'trash',
  ])
  const chosen = await queries({ statuses: ['completed', 'refunded'] })
  expect(chosen.map((query) => query.get('status'))).toStrictEqual(['completed,refunded'])
})

test('instants go out in UTC without a zone, with the flag that says so', async () => {
  const context = testContext(secure, { answer: () => Response.json([]) })
  const position = { after: 1_795_311_391_000, before: null, page: 1, total: null, floor: null }
  for await (const page of orders.list?.read(
    context,
    { params: { set: 'any' }, tail: true },
    position,
  ) ?? [])
    expect(page.next).toStrictEqual(position)
  const query = new URL(context.requests[0]?.url ?? '').searchParams
  expect(query.get('modified_after')).toBe('2026-11-22T01:36:31')
  expect(query.get('dates_are_gmt')).toBe('true')
})

test('orders from before the start date are not asked for', async () => {
  const [query] = await queries({ startDate: '2026-01-01' })
  expect(query?.get('after')).toBe('2025-12-31T23:59:59')
})

test('neither addresses of computers nor browsers are asked for; fields of extensions are', async () => {
  const [query] = await queries({ fields: ['tracking_code'] })
  const fields = query?.get('_fields')?.split(',') ?? []
  expect(fields).toContain('tracking_code')
  expect(fields).toContain('refunds')
  expect(fields.filter((field) => /_ip_|_agent|_links/.test(field))).toStrictEqual([])
})

test('a shop that knows no drafts of the check-out has none', async () => {
  const context = testContext(secure, {
    answer: ({ url }) => (url.includes('checkout-draft') ? refused() : Response.json([])),
  })
  expect((await readStream(context, orders)).ended).toBe(true)
  const wrong = testContext(secure, { answer: refused })
  expect((await faultIn(readStream(wrong, orders))).kind).toBe('contract')
})

test('an order whose status the settings do not want counts as gone', async () => {
  const { shop, settings } = await simulatedShop()
  const kept = shop.admin.createOrder({ status: 'completed' })
  const other = shop.admin.createOrder({ status: 'pending' })
  const context = testContext({ ...settings, statuses: ['completed'] })
  const rows = await orders.get?.read(context, [[kept], [other]])
  expect(rows?.map((row) => row !== null)).toStrictEqual([true, false])
})

test('an order from before the start date counts as gone, whoever tells of it', async () => {
  const { shop, settings } = await simulatedShop({ now: () => Date.parse('2026-01-10T10:00:00Z') })
  const id = shop.admin.createOrder()
  const get = (startDate: string) =>
    orders.get?.read(
      testContext({ ...settings, startDate }, { now: () => Date.parse('2026-01-10T10:00:00Z') }),
      [[id]],
    )
  expect(await get('2026-01-11')).toStrictEqual([null])
  expect(await get('2026-01-10')).toMatchObject([{ id }])
})

test('rows come back in the order of the keys, however the shop sorts them', async () => {
  const { shop, settings } = await simulatedShop()
  const ids = [1, 2, 3].map(() => shop.admin.createOrder())
  const keys = [ids[1], 99_999, ids[2], ids[0]].map((id) => [id ?? 0] as const)
  const rows = await orders.get?.read(testContext(settings), keys)
  expect(rows?.map((row) => (row !== null && 'id' in row ? row.id : null))).toStrictEqual([
    ids[1],
    null,
    ids[2],
    ids[0],
  ])
})

test('only what the shop itself says is gone is gone', async () => {
  const context = testContext(secure, {
    answer: ({ url }) =>
      /orders\/\d+/.test(url) ? new Response('Bad gateway', { status: 502 }) : Response.json([]),
  })
  const found = await faultIn(Promise.resolve(orders.get?.read(context, [[1]])))
  expect(found.kind).toBe('transient')
})

test('the version is the instant of change, and a row without one comes before all others', () => {
  const row = recordedRow('orders', 459) as JsonObject & Parameters<typeof orders.key>[0]
  expect(orders.version?.(row)).toBe(Date.parse('2026-11-22T01:36:31Z'))
  expect(orders.version?.({ ...row, date_modified_gmt: null })).toBe(0)
})

test('a sweep asks for numbers and instants alone', async () => {
  const context = testContext(secure, { answer: () => Response.json([]) })
  await sweepStream(context, orders)
  const [request] = context.requests
  expect(new URL(request?.url ?? '').searchParams.get('_fields')).toBe('id,date_modified_gmt')
})

test('a shop that gives other rows than those asked for deletes nothing', async () => {
  const context = testContext(secure, { answer: () => Response.json([recordedRow('orders', 459)]) })
  const found = await faultIn(Promise.resolve(orders.get?.read(context, [[1]])))
  expect(found.kind).toBe('contract')
})
