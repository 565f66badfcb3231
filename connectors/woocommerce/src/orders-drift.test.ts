import { readStream, sweepStream, type Reading } from '@cartograph/testkit/reading'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { orders } from './orders.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

const minuteMs = 60_000
/** A shop whose clock stands still until it is moved, with so many orders, one a second. */
async function shopWith(count: number) {
  let now = Date.parse('2026-11-20T10:00:00Z')
  const { shop, settings } = await simulatedShop({ now: () => now })
  const tick = (ms = 1000) => {
    now += ms
  }
  const ids: number[] = []
  for (let index = 0; index < count; index += 1) {
    ids.push(shop.admin.createOrder({ status: 'completed' }))
    tick()
  }
  tick(5 * minuteMs)
  const context = () =>
    testContext(
      {
        ...settings,
        pageSize: 20,
      },
      { now: () => now, until: now },
    )
  return { shop, ids, tick, context }
}

type Shop = Awaited<ReturnType<typeof shopWith>>

/** What a perfect reader would have and this one lacks, or has in another state. */
function missed({ shop }: Shop, { rows }: Reading): readonly unknown[] {
  return shop.truth('orders').flatMap((order) => {
    const row = rows.get(JSON.stringify(order['id']))
    const same =
      row !== undefined &&
      'status' in row &&
      'date_modified_gmt' in row &&
      row.status === order['status'] &&
      row.date_modified_gmt === order['date_modified_gmt']
    return same ? [] : [order['id']]
  })
}

test('every order in every status is read, the trash and drafts included', async () => {
  const world = await shopWith(45)
  const { shop, ids, tick, context } = world
  shop.admin.trashOrder(ids[3] ?? 0)
  shop.admin.updateOrder(ids[4] ?? 0, { status: 'checkout-draft' })
  tick()
  const reading = await readStream(context(), orders)
  expect(missed(world, reading)).toStrictEqual([])
  expect(reading.ended).toBe(true)
})

test('a later reading asks only for what changed, and finds orders that went to the trash and came back', async () => {
  const world = await shopWith(45)
  const { shop, ids, tick, context } = world
  const first = await readStream(context(), orders)
  tick(10 * minuteMs)
  shop.admin.trashOrder(ids[7] ?? 0)
  shop.admin.updateOrder(ids[8] ?? 0, { status: 'refunded' })
  tick()
  const asked = context()
  const second = await readStream(asked, orders, first)
  expect(missed(world, second)).toStrictEqual([])
  // Three lists, and the home address for the signatures.
  expect(asked.requests).toHaveLength(4)
  tick(10 * minuteMs)
  shop.admin.restoreOrder(ids[7] ?? 0)
  const third = await readStream(context(), orders, second)
  expect(missed(world, third)).toStrictEqual([])
})

test.each(['touch', 'trash', 'create', 'touch and trash'] as const)(
  'no order is missed when others %s between all pages',
  async (what) => {
    const world = await shopWith(300)
    const { shop, ids, tick, context } = world
    let next = 0
    const stop = shop.weather.between(({ path }) => {
      if (!path.endsWith('/orders') || next >= 150) return
      for (let count = 0; count < 5; count += 1) {
        tick()
        const id = ids[next] ?? 0
        next += 1
        if (what === 'create') shop.admin.createOrder({ status: 'processing' })
        else if (what === 'trash' || (what !== 'touch' && count % 2 === 0))
          shop.admin.trashOrder(id)
        else shop.admin.touchOrder(id)
      }
    })
    const asked = context()
    const during = await readStream(asked, orders)
    stop()
    // Whoever was there from the beginning is seen by the reading itself.
    expect(ids.filter((id) => !during.rows.has(String(id)))).toStrictEqual([])
    // 300 orders are 15 pages; what moves is read again.
    expect(asked.requests.length).toBeLessThan(35)
    tick(5 * minuteMs)
    expect(missed(world, await readStream(context(), orders, during))).toStrictEqual([])
  },
)

test('orders changed in one second by a bulk action are all read, although they fill many pages', async () => {
  const world = await shopWith(130)
  const { shop, ids, tick, context } = world
  const first = await readStream(context(), orders)
  tick(10 * minuteMs)
  shop.admin.bulkTouch(ids)
  tick(10 * minuteMs)
  const asked = context()
  let seen = 0
  // While they are read, the first of them change again, and the others move up.
  const stop = shop.weather.between(({ query }) => {
    if (!query.has('modified_before')) return
    seen += 1
    if (seen > 3) return stop()
    tick()
    shop.admin.touchOrder(ids[seen] ?? 0)
  })
  const second = await readStream(asked, orders, first)
  expect(missed(world, second)).toStrictEqual([])
})

test('a sweep finds which orders are left, and get tells that the others are gone for good', async () => {
  const { shop, ids, context } = await shopWith(60)
  const [gone = 0, trashed = 0] = ids
  shop.admin.deleteOrder(gone)
  shop.admin.trashOrder(trashed)
  const keys = await sweepStream(context(), orders)
  expect(ids.filter((id) => !keys.has(String(id)))).toStrictEqual([gone])
  const rows = await orders.get?.read(context(), [[gone], [trashed], [ids[2] ?? 0]])
  expect(rows?.map((row) => (row !== null && 'status' in row ? row.status : row))).toStrictEqual([
    null,
    'trash',
    'completed',
  ])
})

test('whatever happens between pages, nothing is missed by the next reading', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('touch', 'trash', 'create', 'bulk', 'delete'), fc.nat()), {
        minLength: 5,
        maxLength: 40,
      }),
      async (changes) => {
        const world = await shopWith(80)
        const { shop, ids, tick, context } = world
        const queue = [...changes]
        const gone = new Set<number>()
        shop.weather.between(({ path }) => {
          const [kind, pick = 0] = queue.shift() ?? []
          const id = ids[pick % ids.length] ?? 0
          if (!path.endsWith('/orders') || kind === undefined || gone.has(id)) return
          tick(500)
          if (kind === 'create') shop.admin.createOrder()
          if (kind === 'touch') shop.admin.touchOrder(id)
          if (kind === 'trash') shop.admin.trashOrder(id)
          if (kind === 'bulk')
            shop.admin.bulkTouch(ids.filter((one) => one % 2 === 0 && !gone.has(one)))
          if (kind === 'delete') {
            shop.admin.deleteOrder(id)
            gone.add(id)
          }
        })
        const during = await readStream(context(), orders)
        queue.length = 0
        tick(5 * minuteMs)
        const after = await readStream(context(), orders, during)
        expect(missed(world, after)).toStrictEqual([])
        const keys = await sweepStream(context(), orders)
        expect([...gone].filter((id) => keys.has(String(id)))).toStrictEqual([])
      },
    ),
    { numRuns: 10 },
  )
})
