import { fault } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLetters } from '../store/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  basketMapping,
  orderMapping,
  refused,
  scriptedShop,
  shopConnection,
} from '../testing/scripted-shop.ts'

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
})
afterEach(() => host.close())

const letters = () =>
  host.store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'source', part: 'shop/orders' }, 100),
  )

test('a first run reads everything, a second one writes nothing', async () => {
  const shop = scriptedShop(25)
  const first = await host.sync(shopConnection(shop))
  expect(first).toMatchObject({ ok: true, runs: [{ read: 25, written: 25, rows: 25 }] })
  const second = await host.sync(shopConnection(shop))
  expect(second).toMatchObject({
    ok: true,
    runs: [{ read: 25, written: 0, unchanged: 25, rows: 0, deleted: 0 }],
  })
})

test('only what changed is written', async () => {
  const shop = scriptedShop(25)
  await host.sync(shopConnection(shop))
  shop.rows.set(7, { id: 7, total: '99.00' })
  shop.rows.set(26, { id: 26, total: '26.00' })
  const { runs } = await host.sync(shopConnection(shop))
  expect(runs).toMatchObject([{ written: 2, unchanged: 24, rows: 2 }])
  expect((await host.rows())['shop:7']).toBe(9900)
})

test('a failure that passes is waited out, and what was read before is not read again', async () => {
  const shop = scriptedShop(25)
  shop.failures.push(undefined, refused('transient'), undefined, refused('rateLimit'))
  const { ok, runs } = await host.sync(shopConnection(shop))
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ read: 25, written: 25, retried: 2 }] })
})

test('a refused key stops the stream, keeps what was read, and deletes nothing', async () => {
  const shop = scriptedShop(25)
  await host.sync(shopConnection(shop))
  shop.failures.push(undefined, refused('auth'))
  const { ok, runs } = await host.sync(shopConnection(shop))
  expect({ ok, runs }).toMatchObject({
    ok: false,
    runs: [{ read: 10, deleted: 0, fault: { kind: 'auth' } }],
  })
  expect(Object.keys(await host.rows())).toHaveLength(25)
  expect(await host.sync(shopConnection(shop))).toMatchObject({ ok: true, runs: [{ read: 15 }] })
})

test('what a complete walk by key lacks is deleted', async () => {
  const shop = scriptedShop(25)
  await host.sync(shopConnection(shop))
  shop.rows.delete(3)
  expect(await host.sync(shopConnection(shop))).toMatchObject({ runs: [{ deleted: 1, rows: 1 }] })
  expect(Object.keys(await host.rows())).toHaveLength(24)
})

test('where paging may skip a row, it must be missing twice', async () => {
  const shop = scriptedShop(25)
  const connection = shopConnection(shop, { paging: 'shifting' })
  await host.sync(connection)
  const row = shop.rows.get(3)
  shop.rows.delete(3)
  expect(await host.sync(connection)).toMatchObject({ runs: [{ deleted: 0 }] })
  if (row !== undefined) shop.rows.set(3, row)
  await host.sync(connection)
  shop.rows.delete(3)
  expect(await host.sync(connection)).toMatchObject({ runs: [{ deleted: 0 }] })
  expect(await host.sync(connection)).toMatchObject({ runs: [{ deleted: 1 }] })
})

test('where single records can be asked for, a missing one is asked for', async () => {
  const shop = scriptedShop(25)
  const connection = shopConnection(shop, { paging: 'shifting', canGet: true })
  await host.sync(connection)
  shop.rows.delete(3)
  expect(await host.sync(connection)).toMatchObject({ runs: [{ deleted: 1 }] })
  expect(shop.asked).toStrictEqual([3])
})

test('too many deletions at once are held until somebody says so', async () => {
  const shop = scriptedShop(200)
  await host.sync(shopConnection(shop))
  for (let id = 1; id <= 60; id += 1) shop.rows.delete(id)
  const held = await host.sync(shopConnection(shop))
  expect(held).toMatchObject({ runs: [{ deleted: 0 }] })
  expect(held.runs[0]?.notes.join(' ')).toContain('60 of 200 records of orders are missing')
  expect(await host.sync(shopConnection(shop))).toMatchObject({ runs: [{ deleted: 0 }] })
  const accepted = await host.sync(shopConnection(shop), { acceptDeletes: true })
  expect(accepted).toMatchObject({ runs: [{ deleted: 60 }] })
})

test('a walk that stops without its end deletes nothing and is no success', async () => {
  const shop = scriptedShop(25)
  await host.sync(shopConnection(shop))
  shop.rows.delete(25)
  shop.stopsEarly = true
  expect(await host.sync(shopConnection(shop))).toMatchObject({
    ok: false,
    runs: [{ deleted: 0, fault: { kind: 'transient' } }],
  })
})

test('a row without a key that cannot be read switches deletion off for this generation', async () => {
  const shop = scriptedShop(25)
  await host.sync(shopConnection(shop))
  shop.rows.delete(3)
  shop.extra.push({ op: 'reject', at: 'line 3', fault: refused('record') })
  const run = await host.sync(shopConnection(shop))
  expect(run).toMatchObject({ ok: false, runs: [{ deleted: 0, rejected: 1 }] })
  expect(await letters()).toMatchObject([{ key: '', at: 'line 3' }])
  expect(await host.sync(shopConnection(shop))).toMatchObject({ ok: true, runs: [{ deleted: 1 }] })
  expect(await letters()).toHaveLength(0)
})

test('other settings read everything anew and delete nothing the first time', async () => {
  const shop = scriptedShop(25)
  await host.sync(shopConnection(shop))
  shop.rows.delete(3)
  const other = shopConnection(shop, { fingerprint: 'f2' })
  expect(await host.sync(other)).toMatchObject({ runs: [{ read: 24, deleted: 0 }] })
  expect(await host.sync(other)).toMatchObject({ runs: [{ deleted: 1 }] })
})

test('a tail reads on from where it stopped', async () => {
  const shop = scriptedShop(25)
  const connection = shopConnection(shop, { tail: true })
  await host.sync(connection)
  shop.rows.set(26, { id: 26, total: '26.00' })
  expect(await host.sync(connection)).toMatchObject({ runs: [{ read: 1, written: 1 }] })
  expect(await host.sync(connection, { full: true })).toMatchObject({
    runs: [{ read: 26, written: 0 }],
  })
})

test('a conflict starts the slice again as a new generation, which can delete', async () => {
  const shop = scriptedShop(25)
  const connection = shopConnection(shop, { tail: true })
  await host.sync(connection)
  shop.rows.delete(4)
  shop.failures.push(refused('conflict'))
  expect(await host.sync(connection)).toMatchObject({
    ok: true,
    runs: [{ read: 24, written: 0, deleted: 1 }],
  })
})

test('a record that its schema refuses is a dead letter, the others go on, and it comes back', async () => {
  const shop = scriptedShop(25)
  shop.rows.set(5, { id: 5, total: 'five' })
  expect(await host.sync(shopConnection(shop))).toMatchObject({
    ok: false,
    runs: [{ written: 24, rejected: 1 }],
  })
  expect(await letters()).toMatchObject([
    { key: '[5]', fault: { kind: 'record', path: ['total'] }, record: '{"id":5,"total":"five"}' },
  ])
  shop.rows.set(5, { id: 5, total: '5.00' })
  expect(await host.sync(shopConnection(shop))).toMatchObject({ ok: true, runs: [{ written: 1 }] })
  expect(await letters()).toHaveLength(0)
})

test('a record that cannot be read any more keeps its row', async () => {
  const shop = scriptedShop(5)
  await host.sync(shopConnection(shop))
  shop.rows.set(5, { id: 5, total: 'five' })
  expect(await host.sync(shopConnection(shop))).toMatchObject({
    runs: [{ rejected: 1, deleted: 0 }],
  })
  expect((await host.rows())['shop:5']).toBe(500)
  shop.rows.set(5, { id: 5, total: '5.00' })
  await host.sync(shopConnection(shop))
  expect(await letters()).toHaveLength(0)
})

test('a mapping that fails is a dead letter and the record is kept', async () => {
  const shop = scriptedShop(3)
  const broken = { ...orderMapping, fields: { ...orderMapping.fields, status: '$.state' } }
  shop.rows.set(1, { id: 1, total: '1.00', state: 'paid' })
  const run = await host.sync(shopConnection(shop, { mappings: [broken] }))
  expect(run).toMatchObject({ ok: false, runs: [{ written: 3, rejected: 2, rows: 1 }] })
  const mended = { ...broken, fields: { ...broken.fields, status: 'paid' } }
  shop.pages = 0
  const again = await host.sync(shopConnection(shop, { mappings: [mended] }))
  expect(again).toMatchObject({ ok: true, runs: [{ written: 0, rows: 2 }] })
  expect(await letters()).toHaveLength(0)
})

test('a changed mapping maps the stored records again', async () => {
  const shop = scriptedShop(3)
  await host.sync(shopConnection(shop))
  const doubled = {
    ...orderMapping,
    fields: {
      ...orderMapping.fields,
      total: { $money: { $multiply: ['$.total', 2] }, currency: 'EUR' },
    },
  }
  shop.failures.push(refused('auth'))
  const run = await host.sync(shopConnection(shop, { mappings: [doubled] }))
  expect(run).toMatchObject({ ok: false, runs: [{ read: 0, rows: 3 }] })
  expect(await host.rows()).toStrictEqual({ 'shop:1': 200, 'shop:2': 400, 'shop:3': 600 })
})

test('a mapping that is taken away deletes what it gave', async () => {
  const shop = scriptedShop(3)
  await host.sync(shopConnection(shop))
  await host.sync(shopConnection(shop, { mappings: [] }))
  expect(await host.rows()).toStrictEqual({})
})

test('rows of one group make one order, and a changed row makes its own group anew', async () => {
  const shop = scriptedShop(0)
  const line = (id: number, basket: string, total: string) =>
    shop.rows.set(id, { id, basket, total })
  line(1, 'a', '1.00')
  line(2, 'b', '2.00')
  line(3, 'a', '3.00')
  const connection = shopConnection(shop, { mappings: [basketMapping] })
  expect(await host.sync(connection)).toMatchObject({ ok: true, runs: [{ written: 3, rows: 2 }] })
  expect(await host.rows()).toStrictEqual({ 'shop:a': 400, 'shop:b': 200 })
  line(3, 'a', '5.00')
  expect(await host.sync(connection)).toMatchObject({ runs: [{ written: 1, rows: 1 }] })
  expect(await host.rows()).toStrictEqual({ 'shop:a': 600, 'shop:b': 200 })
  line(1, 'b', '1.00')
  expect(await host.sync(connection)).toMatchObject({ runs: [{ rows: 2 }] })
  expect(await host.rows()).toStrictEqual({ 'shop:a': 500, 'shop:b': 300 })
  shop.rows.delete(3)
  expect(await host.sync(connection)).toMatchObject({ runs: [{ deleted: 1, rows: 1 }] })
  expect(await host.rows()).toStrictEqual({ 'shop:b': 300 })
})

test('a member that cannot be read holds its group back, and the group says so', async () => {
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, basket: 'a', total: '1.00' })
  shop.rows.set(2, { id: 2, basket: 'a', total: 'two' })
  shop.rows.set(3, { id: 3, basket: 'b', total: '3.00' })
  const connection = shopConnection(shop, { mappings: [basketMapping] })
  expect(await host.sync(connection)).toMatchObject({ ok: false, runs: [{ rejected: 2 }] })
  expect(await host.rows()).toStrictEqual({ 'shop:b': 300 })
  const found = await letters()
  expect(found.map((letter) => letter.fault.message).join(' ')).toContain('the group is held back')
  shop.rows.set(2, { id: 2, basket: 'a', total: '2.00' })
  expect(await host.sync(connection)).toMatchObject({ ok: true })
  expect(await host.rows()).toStrictEqual({ 'shop:a': 300, 'shop:b': 300 })
  expect(await letters()).toHaveLength(0)
})

test('a group is not made from half of its rows', async () => {
  const shop = scriptedShop(0)
  shop.pageSize = 2
  for (let id = 1; id <= 4; id += 1) shop.rows.set(id, { id, basket: 'a', total: '1.00' })
  shop.failures.push(undefined, refused('auth'))
  const connection = shopConnection(shop, { mappings: [basketMapping] })
  await host.sync(connection)
  expect(await host.rows()).toStrictEqual({})
  await host.sync(connection)
  expect(await host.rows()).toStrictEqual({ 'shop:a': 400 })
})

test('a walk that stands still is stopped, and the connector is named', async () => {
  const shop = scriptedShop(25)
  shop.standsStill = true
  const { ok, runs } = await host.sync(shopConnection(shop))
  expect(ok).toBe(false)
  expect(runs[0]?.fault).toMatchObject({
    kind: 'contract',
    message: 'scripted-shop: two pages in a row have the same position; the walk would never end.',
  })
})

test('an abort ends the run between two pages, and the next run goes on', async () => {
  const shop = scriptedShop(25)
  const controller = new AbortController()
  const connection = shopConnection(shop)
  const run = await host.sync(connection, {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  expect(run).toMatchObject({ ok: false, runs: [{ read: 10 }] })
  expect(await host.sync(connection)).toMatchObject({ ok: true, runs: [{ read: 15 }] })
})

test('a field that a mapping reads and no schema declares may not change its type in silence', async () => {
  const shop = scriptedShop(0)
  const noted = { ...orderMapping, fields: { ...orderMapping.fields, number: '$.note' } }
  shop.rows.set(1, { id: 1, total: '1.00', note: 'n1' })
  shop.rows.set(2, { id: 2, total: '1.00', note: 'n2' })
  const mappings = [noted]
  await host.sync(shopConnection(shop, { mappings }))
  shop.rows.set(2, { id: 2, total: '1.00', note: 2 })
  const run = await host.sync(shopConnection(shop, { mappings }))
  expect(run).toMatchObject({ ok: false, runs: [{ rejected: 1 }] })
  expect((await letters())[0]?.fault.message).toBe(
    'The field note was string until now and is number.',
  )
})

test('a field that no mapping reads may change as it likes', async () => {
  const shop = scriptedShop(2)
  await host.sync(shopConnection(shop))
  shop.rows.set(2, { id: 2, total: '2.00', colour: 'red' })
  expect(await host.sync(shopConnection(shop))).toMatchObject({
    ok: true,
    runs: [{ written: 1, rows: 0 }],
  })
})

test('characters that no database can keep are replaced in text and refused in keys', async () => {
  const shop = scriptedShop(1)
  shop.rows.set(1, { id: 1, total: '1.00', note: 'a\u0000b\uD800' })
  const { ok, runs } = await host.sync(shopConnection(shop))
  expect(ok).toBe(true)
  expect(runs[0]?.notes.join(' ')).toContain('were replaced')
})

test('an unknown stream or connection is named with those there are', async () => {
  const connection = shopConnection(scriptedShop(1))
  const named = { connections: ['shop'], streams: ['order'] }
  await expect(host.sync(connection, named)).rejects.toMatchObject({
    kind: 'config',
    hint: 'It has: orders.',
  })
  await expect(host.sync(connection, { streams: ['order'] })).rejects.toMatchObject({
    message: 'No connection has a stream order.',
  })
  await expect(host.sync(connection, { connections: ['shp'] })).rejects.toMatchObject({
    kind: 'config',
    hint: 'The configuration has: shop.',
  })
})

test('records that other settings knew by another key are replaced, not doubled', async () => {
  const shop = scriptedShop(0)
  for (const id of [1, 2, 3])
    shop.rows.set(id, { id, total: '10.00', basket: 'b1', number: `n${id}` })
  await host.sync(shopConnection(shop, { mappings: [basketMapping], deletes: 'never' }))
  const renamed = { mappings: [basketMapping], deletes: 'never', key: 'number' } as const
  const { ok, runs } = await host.sync(shopConnection(shop, { ...renamed, fingerprint: 'f2' }))
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ written: 3, deleted: 3 }] })
  expect(runs[0]?.notes).toStrictEqual([
    'The settings give the records of orders other keys than before: 3 records under their old keys were replaced.',
  ])
  expect(await host.rows()).toStrictEqual({ 'shop:b1': 3000 })
})

test('a row that could not be read under its old key does not hold its group back under the new one', async () => {
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, total: 'ten', basket: 'b1', number: 'n1' })
  await host.sync(shopConnection(shop, { mappings: [basketMapping] }))
  shop.rows.set(1, { id: 1, total: '10.00', basket: 'b1', number: 'n1' })
  const renamed = shopConnection(shop, {
    mappings: [basketMapping],
    key: 'number',
    fingerprint: 'f2',
  })
  expect((await host.sync(renamed)).ok).toBe(true)
  expect(await host.rows()).toStrictEqual({ 'shop:b1': 1000 })
  expect(await letters()).toStrictEqual([])
})

test('other settings that keep the keys delete nothing', async () => {
  const shop = scriptedShop(3)
  await host.sync(shopConnection(shop))
  shop.rows.delete(2)
  const { runs } = await host.sync(shopConnection(shop, { fingerprint: 'f2' }))
  expect(runs).toMatchObject([{ deleted: 0 }])
  expect(Object.keys(await host.rows())).toHaveLength(3)
})

test('much that changed settings no longer read is kept until the merchant lets it go', async () => {
  const shop = scriptedShop(100)
  await host.sync(shopConnection(shop))
  for (let id = 1; id <= 60; id += 1) shop.rows.delete(id)
  const changed = shopConnection(shop, { fingerprint: 'f2' })
  const { runs } = await host.sync(changed)
  expect(runs).toMatchObject([{ deleted: 0 }])
  expect(runs[0]?.notes).toStrictEqual([
    '60 of 100 records of orders are not in what the changed settings read: nothing was deleted. If they are to go, run the command again with --accept-deletes.',
  ])
  expect((await host.sync(changed)).runs[0]?.notes).toHaveLength(1)
  const accepted = await host.sync(changed, { acceptDeletes: true })
  expect(accepted.runs).toMatchObject([{ deleted: 60 }])
  expect(Object.keys(await host.rows())).toHaveLength(40)
})

test('waiting for a budget is no failure, however often a page is put off', async () => {
  const shop = scriptedShop(5)
  for (let count = 0; count < 12; count += 1)
    shop.failures.push(fault({ kind: 'rateLimit', message: 'Busy.', retryAfterMs: 0 }))
  expect(await host.sync(shopConnection(shop))).toMatchObject({
    ok: true,
    runs: [{ read: 5, retried: 12 }],
  })
})

test('a vendor that wants to be asked much later is left for another run', async () => {
  const shop = scriptedShop(5)
  shop.failures.push(fault({ kind: 'rateLimit', message: 'Busy.', retryAfterMs: 3_600_000 }))
  expect(await host.sync(shopConnection(shop))).toMatchObject({
    ok: false,
    runs: [{ fault: { kind: 'rateLimit', retryAfterMs: 3_600_000 } }],
  })
})

test('a stream of a few records may lose most of them at once', async () => {
  const shop = scriptedShop(4)
  await host.sync(shopConnection(shop))
  for (const id of [1, 2, 3]) shop.rows.delete(id)
  expect((await host.sync(shopConnection(shop))).runs).toMatchObject([{ deleted: 3 }])
})

test('whoever watches is told of a long wait', async () => {
  const shop = scriptedShop(3)
  const told: string[] = []
  shop.failures.push(fault({ kind: 'transient', message: 'Maintenance.', retryAfterMs: 5000 }))
  const stop = new AbortController()
  await host.sync(shopConnection(shop), {
    signal: stop.signal,
    engine: {
      waits: { ...noWaits, longestRetryMs: 10_000 },
      log: ({ message }) => {
        told.push(message)
        stop.abort()
      },
    },
  })
  expect(told).toStrictEqual(['orders: Maintenance. Going on in 5 seconds.'])
})
