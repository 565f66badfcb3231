import { fault, type Mapping } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLetters, writeLetters } from '../store/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  basketMapping,
  orderMapping,
  scriptedShop,
  shopConnection,
  type ScriptedShop,
  type ShopBehaviour,
} from '../testing/scripted-shop.ts'
import { replayRecords } from './replay-records.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(3)
})
afterEach(() => host.close())

const { signal } = new AbortController()
const replay = (behaviour: ShopBehaviour = {}, keys?: readonly string[]) =>
  replayRecords(host.installation([shopConnection(shop, behaviour)], []), {
    connection: 'shop',
    stream: 'orders',
    keys,
    signal,
    engine: { waits: noWaits },
  })
const letters = () =>
  host.store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'source', part: 'shop/orders' }, 100),
  )

/** A mapping that fails where there is no store. */
const needy: Mapping = {
  ...orderMapping,
  when: { $greater: [{ $number: '$.total' }, 0] },
  onMissing: 'error',
  fields: { ...orderMapping.fields, storeId: '$.storeName' },
}

test('a record that is still wrong fails again, and no vendor is asked', async () => {
  shop.rows.set(4, { id: 4, total: 'none' })
  await host.sync(shopConnection(shop))
  expect(await letters()).toHaveLength(1)
  const { pages } = shop
  expect(await replay()).toMatchObject({ rejected: 1 })
  expect(await letters()).toHaveLength(1)
  expect(shop.pages).toBe(pages)
})

test('a record whose mapping fails is mapped again, and fails again with the same mapping', async () => {
  await host.sync(shopConnection(shop, { mappings: [needy] }))
  expect(await letters()).toHaveLength(3)
  await replay({ mappings: [needy] })
  expect(await letters()).toHaveLength(3)
  expect((await letters()).map(({ times }) => times)).toStrictEqual([1, 1, 1])
  await replay({ mappings: [orderMapping] })
  expect(await letters()).toStrictEqual([])
  expect(await host.rows()).toStrictEqual({ 'shop:1': 100, 'shop:2': 200, 'shop:3': 300 })
})

test('a record whose mapping failed for what was mended elsewhere is mapped again although no mapping changed', async () => {
  await host.sync(shopConnection(shop))
  const letter = {
    key: '[2]',
    at: 'shop.orders, mapping shop-order',
    fault: fault({ kind: 'record', message: 'An older version could not map it.' }),
    record: '{"id":2,"total":"2.00"}',
    item: null,
  }
  const place = { side: 'source', part: 'shop/orders' } as const
  await host.store.write((dialect, org) =>
    writeLetters(dialect, org, place, [letter], { scope: '', generation: 0 }, 1),
  )
  await replay()
  expect(await letters()).toStrictEqual([])
})

test('a record that was refused is checked again as it was shown', async () => {
  const strict = shopConnection(shop)
  shop.rows.set(4, { id: 4, total: 'none' })
  await host.sync(strict)
  // The connector learns to read it.
  const { connector } = shopConnection(shop)
  const lenient = {
    ...strict,
    connector: {
      ...connector,
      parts: (known: Parameters<typeof connector.parts>[0]) => {
        const parts = connector.parts(known)
        const orders = parts.streams?.['orders']
        if (orders === undefined) return parts
        const schema = orders.schema as { readonly '~standard': object }
        const loose = {
          '~standard': { ...schema['~standard'], validate: (value: unknown) => ({ value }) },
        }
        return {
          ...parts,
          streams: { orders: { ...orders, schema: loose as typeof orders.schema } },
        }
      },
    },
    mappings: [{ ...orderMapping, fields: { ...orderMapping.fields, total: 7 } }],
  }
  const run = await replayRecords(host.installation([lenient], []), {
    connection: 'shop',
    stream: 'orders',
    keys: undefined,
    signal,
    engine: { waits: noWaits },
  })
  expect(run).toMatchObject({ written: 1, rejected: 0 })
  expect(await letters()).toStrictEqual([])
  expect((await host.rows())['shop:4']).toBe(7)
})

test('a record of which nothing is kept is asked for', async () => {
  const unreadable = fault({ kind: 'record', message: 'It cannot be read.' })
  shop.extra.push({ op: 'reject', key: [2], at: 'page 1', fault: unreadable })
  shop.rows.delete(2)
  await host.sync(shopConnection(shop, { canGet: true, deletes: 'reported' }))
  expect(await letters()).toHaveLength(1)
  shop.rows.set(2, { id: 2, total: '2.00' })
  await replay({ canGet: true, deletes: 'reported' })
  expect(shop.asked).toStrictEqual([2])
  expect(await letters()).toStrictEqual([])
  expect((await host.rows())['shop:2']).toBe(200)
})

test('a record of which nothing is kept stays a dead letter where nobody can be asked, and the run says so', async () => {
  const unreadable = fault({ kind: 'record', message: 'It cannot be read.' })
  shop.extra.push({ op: 'reject', key: [9], at: 'page 1', fault: unreadable })
  await host.sync(shopConnection(shop))
  expect(await replay()).toMatchObject({
    notes: ['Of 1 records nothing is kept; `cartograph sync --full` reads them again.'],
  })
  expect(await letters()).toHaveLength(1)
})

test('a group that failed is mapped again from its members', async () => {
  for (const [id, row] of shop.rows) shop.rows.set(id, { ...row, basket: 'a' })
  const broken = { ...basketMapping, fields: { ...basketMapping.fields, status: 'no such status' } }
  await host.sync(shopConnection(shop, { mappings: [broken] }))
  expect(await letters()).toHaveLength(1)
  await replay({ mappings: [basketMapping] })
  expect(await letters()).toStrictEqual([])
  expect(await host.rows()).toStrictEqual({ 'shop:a': 600 })
})

test('only the records that were named are taken up', async () => {
  await host.sync(shopConnection(shop, { mappings: [needy] }))
  expect(await replay({ mappings: [needy] }, ['[2]'])).toMatchObject({ read: 1 })
})

test('a crash between outdating a record and mapping it again leaves it to the next run', async () => {
  await host.sync(shopConnection(shop, { mappings: [needy] }))
  await host.store.write(function* ({ build }) {
    const { sql, parameters } = build
      .updateTable('record')
      .set({ mapping_epoch: -1, outputs: '[]' })
      .compile()
    yield { kind: 'query', sql, parameters }
  })
  await host.restart()
  await host.sync(shopConnection(shop))
  expect(await host.rows()).toStrictEqual({ 'shop:1': 100, 'shop:2': 200, 'shop:3': 300 })
})
