import { readStream, sweepStream } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { customers } from './customers.ts'
import { reviews } from './reviews.ts'
import { categories } from './terms.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

const secure = { url: 'https://shop.example' }

/** A list by number of so many rows, of which some go after a page was read. */
function list(count: number, gone: Readonly<Record<number, readonly number[]>> = {}) {
  let ids = Array.from({ length: count }, (_, index) => index + 1)
  return ({ url }: Request) => {
    const query = new URL(url).searchParams
    const [page, size] = [Number(query.get('page')), Number(query.get('per_page'))]
    const rows = ids.slice((page - 1) * size, page * size).map((id) => ({ id }))
    const headers = { 'x-wp-total': String(ids.length) }
    ids = ids.filter((id) => gone[page]?.includes(id) !== true)
    return Response.json(rows, { headers })
  }
}

test('customers of every role are read, by number, since their list cannot be filtered by change', async () => {
  const context = testContext(secure, { answer: list(250) })
  expect((await readStream(context, customers)).rows.size).toBe(250)
  expect(context.requests).toHaveLength(3)
  const query = new URL(context.requests[0]?.url ?? '').searchParams
  expect([query.get('role'), query.get('orderby'), query.has('modified_after')]).toStrictEqual([
    'all',
    'id',
    false,
  ])
})

test('customers who go while others are read hide nobody', async () => {
  const context = testContext({ ...secure, pageSize: 10 }, { answer: list(60, { 2: [1, 2, 3] }) })
  const { rows } = await readStream(context, customers)
  for (let id = 4; id <= 60; id += 1) expect(rows.has(String(id))).toBe(true)
})

test('a sweep asks for numbers alone', async () => {
  const context = testContext(secure, { answer: list(120) })
  expect((await sweepStream(context, customers)).size).toBe(120)
  expect(new URL(context.requests[0]?.url ?? '').searchParams.get('_fields')).toBe('id')
})

test('reviews that wait are read too, and their start date goes out with its zone', async () => {
  const context = testContext(
    { ...secure, startDate: '2026-01-01' },
    { answer: () => Response.json([]) },
  )
  await readStream(context, reviews)
  const query = new URL(context.requests[0]?.url ?? '').searchParams
  expect(query.get('status')).toBe('all')
  expect(query.get('after')).toBe('2025-12-31T23:59:59Z')
  expect(query.has('dates_are_gmt')).toBe(false)
})

test('one that is gone is told by its own address', async () => {
  const { settings } = await simulatedShop()
  expect(await categories.get?.read(testContext(settings), [[99_999]])).toStrictEqual([null])
  expect(await customers.get?.read(testContext(settings), [[99_999]])).toStrictEqual([null])
})
