import { expect, test } from 'vitest'

import type { SimulatedWooCommerce } from '../simulated.ts'
import { list } from '../testing/client.ts'
import { started } from '../testing/started.ts'

const count = 60
const perPage = 10
const base = Date.UTC(2026, 0, 1)

/** Orders that were changed one after the other, a minute apart. */
const stocked = async () => {
  const store = await started()
  const ids = Array.from({ length: count }, (_, index) => {
    const id = store.admin.createOrder()
    store.admin.bulkTouch([id], base + index * 60_000)
    return id
  })
  return { store, ids }
}

/** Reads page after page, and makes changes between them. */
const pagewise = async (
  store: SimulatedWooCommerce,
  query: Readonly<Record<string, string>>,
  change: (read: readonly number[]) => void,
) => {
  const read: number[] = []
  const stop = store.weather.between(() => change(read))
  for (let page = 1; page < 40; page += 1) {
    const rows = await list(store, 'wc/v3/orders', {
      per_page: String(perPage),
      page: String(page),
      ...query,
    })
    read.push(...rows.map(({ id }) => Number(id)))
    if (rows.length < perPage) break
  }
  stop()
  return read
}

const outcome = (read: readonly number[], ids: readonly number[]) => ({
  doubled: read.length - new Set(read).size,
  missed: ids.filter((id) => !read.includes(id)).length,
})

/** Of what was read before this page, the first two that nothing was done to yet. */
const victims = (changes: (id: number) => void) => {
  const done = new Set<number>()
  return (read: readonly number[]) => {
    const fresh = read.filter((id) => !done.has(id)).slice(0, 2)
    for (const id of fresh) {
      done.add(id)
      changes(id)
    }
  }
}

test('new orders push read ones to the next page of a list by date', async () => {
  const { store, ids } = await stocked()
  const read = await pagewise(store, {}, () => {
    store.admin.createOrder()
  })
  expect(outcome(read, ids)).toMatchObject({ missed: 0 })
  expect(outcome(read, ids).doubled).toBeGreaterThan(0)
})

test('by id, orders that are trashed pull unread ones to the page before', async () => {
  const { store, ids } = await stocked()
  const trash = victims((id) => store.admin.trashOrder(id))
  const read = await pagewise(store, { orderby: 'id', order: 'asc' }, trash)
  expect(outcome(read, ids).doubled).toBe(0)
  expect(outcome(read, ids).missed).toBeGreaterThan(0)
})

test('by page numbers in the order of change, touched orders make others be missed', async () => {
  const { store, ids } = await stocked()
  const touch = victims((id) => store.admin.touchOrder(id))
  const read = await pagewise(store, { orderby: 'modified', order: 'asc' }, touch)
  expect(outcome(read, ids).missed).toBeGreaterThan(0)
})

test('always the first page of what was changed after the last one misses nothing', async () => {
  const { store, ids } = await stocked()
  const touch = victims((id) => store.admin.touchOrder(id))
  const stop = store.weather.between(() => touch(read))
  const read: number[] = []
  let after = '2025-12-31T00:00:00'
  for (let request = 0; request < 40; request += 1) {
    const rows = await list(store, 'wc/v3/orders', {
      per_page: String(perPage),
      orderby: 'modified',
      order: 'asc',
      modified_after: after,
      dates_are_gmt: 'true',
    })
    read.push(...rows.map(({ id }) => Number(id)))
    const last = String(rows.at(-1)?.['date_modified_gmt'])
    if (rows.length < perPage) break
    after = new Date(Date.parse(`${last}Z`) - 1_000).toISOString().slice(0, 19)
  }
  stop()
  expect(outcome(read, ids).missed).toBe(0)
})
