import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { engineClock } from '../queue/index.ts'
import { acceptServed, countPieces, readServed, servedVersions } from '../store/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  lineMapping,
  plainLines,
  servedConnection,
  servedDelivery,
  servedPlace,
  type Encode,
} from '../testing/scripted-served.ts'
import {
  refused,
  scriptedShop,
  shopConnection,
  type ScriptedShop,
} from '../testing/scripted-shop.ts'
import { push as bring, type PushOptions } from './push.ts'
import { readPieces, unpacked } from './served-pieces.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(3)
  await read()
})
afterEach(() => host.close())

const refusing: Encode = () => {
  throw new Error('not ready')
}
const ids: Encode = async function* encode(_context, pages) {
  for await (const page of pages) yield page.map(({ id }) => id).join()
}

const read = () => host.sync(shopConnection(shop), { acceptDeletes: true })
const push = (options: Partial<PushOptions> = {}, encode?: Encode) =>
  host.push([servedConnection(encode)], [servedDelivery()], undefined, options)
const served = () => host.store.read((dialect, org) => readServed(dialect, org, servedPlace))
const pieceCount = () => host.store.read((dialect, org) => countPieces(dialect, org, servedPlace))
async function document(): Promise<string | undefined> {
  const version = (await served())?.version
  if (version === undefined) return undefined
  const pieces = unpacked(readPieces(host.store, servedPlace, version, 'gzip'))
  return text(pieces)
}

test('a document is made of all items in the order of their keys', async () => {
  expect(await push()).toMatchObject({
    ok: true,
    runs: [{ sent: 3, served: { state: 'made', items: 3, bytes: 42 } }],
  })
  expect(await document()).toBe('id,total\nshop:1,100\nshop:2,200\nshop:3,300\n')
})

test('where nothing changed the version stays, and the encoder is not even asked', async () => {
  await push()
  const before = await served()
  expect(await push({}, refusing)).toMatchObject({
    ok: true,
    runs: [{ served: { state: 'same' } }],
  })
  expect(await served()).toStrictEqual(before)
})

test('what changed, came and went is in the next version, and old versions are kept', async () => {
  await push()
  shop.rows.set(1, { id: 1, total: '10.00' })
  shop.rows.set(4, { id: 4, total: '4.00' })
  shop.rows.delete(2)
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ served: { state: 'made', items: 3 } }] })
  expect(await document()).toBe('id,total\nshop:1,1000\nshop:3,300\nshop:4,400\n')
  expect(
    await host.store.read((dialect, org) => servedVersions(dialect, org, servedPlace)),
  ).toHaveLength(2)
})

test('items that come in another order give the same bytes', async () => {
  await push()
  const first = await served()
  const other = await scriptedInstallation()
  try {
    const shuffled = scriptedShop(0)
    for (const id of [3, 1, 2]) {
      shuffled.rows.set(id, { id, total: `${id}.00` })
      await other.sync(shopConnection(shuffled))
      await other.push([servedConnection()], [servedDelivery()])
    }
    const last = await other.store.read((dialect, org) => readServed(dialect, org, servedPlace))
    expect(last?.version?.hash).toBe(first?.version?.hash)
  } finally {
    await other.close()
  }
})

test('a change that leaves the document as it was makes no version', async () => {
  await push({}, ids)
  const before = await served()
  shop.rows.set(1, { id: 1, total: '7.00' })
  await read()
  expect(await push({}, ids)).toMatchObject({ runs: [{ sent: 1, served: { state: 'same' } }] })
  expect((await served())?.version).toStrictEqual(before?.version)
})

test('another version of the package makes the document anew', async () => {
  await push()
  const newer = {
    ...servedConnection(async function* encode(_context, pages) {
      for await (const page of pages) yield JSON.stringify(page)
    }),
    version: '2.0.0',
  }
  expect(await host.push([newer], [servedDelivery()])).toMatchObject({
    runs: [{ sent: 0, served: { state: 'made' } }],
  })
})

const brokenEncoders: readonly (readonly [string, Encode, RegExp])[] = [
  [
    'throws half-way',
    async function* encode(_context, pages) {
      for await (const page of pages) {
        yield JSON.stringify(page)
        throw new Error('no price')
      }
    },
    /no price/,
  ],
  ['throws at once', refusing, /not ready/],
  [
    'leaves items out',
    async function* encode(_context, pages) {
      for await (const page of pages) {
        yield JSON.stringify(page)
        return
      }
    },
    /ended after 3 items, before the encoder had read all/,
  ],
  [
    'goes on without an end',
    async function* encode() {
      for (;;) yield ''
    },
    /has no end/,
  ],
  [
    'never comes back',
    async function* encode() {
      yield ''
      await new Promise(() => {})
    },
    /did not come to an end/,
  ],
  [
    'gives what is no text',
    async function* encode() {
      yield 7 as unknown as string
    },
    /neither text nor bytes/,
  ],
]

test.each(brokenEncoders)(
  'an encoder that %s leaves the last good version and is reported',
  async (_what, encode, message) => {
    await push()
    const before = await document()
    shop.rows.set(1, { id: 1, total: '9.00' })
    await read()
    const engine = { waits: { ...noWaits, stuckMs: 50 } }
    const run = await host.push([servedConnection(encode)], [servedDelivery()], engine)
    expect(run).toMatchObject({
      ok: false,
      runs: [{ fault: { message: expect.stringMatching(message) } }],
    })
    expect(await document()).toBe(before)
    expect(JSON.parse((await served())?.fault ?? '')).toMatchObject({ $fault: 'v1' })
    expect(await pieceCount()).toBe(3)
    expect(await push()).toMatchObject({ ok: true, runs: [{ served: { state: 'made' } }] })
    expect((await served())?.fault).toBeUndefined()
  },
)

test('too many items that vanish at once hold the new version until somebody agrees', async () => {
  shop = scriptedShop(200)
  await read()
  await push()
  const before = await document()
  for (let id = 1; id <= 60; id += 1) shop.rows.delete(id)
  for (let id = 1001; id <= 1060; id += 1) shop.rows.set(id, { id, total: '1.00' })
  await read()
  expect(await push()).toMatchObject({
    ok: false,
    runs: [{ served: { state: 'held', items: 200, held: { vanished: 60, of: 200 } } }],
  })
  expect(await document()).toBe(before)
  expect((await served())?.held).toMatchObject({ vanished: 60, of: 200 })
  expect(await push({ acceptDeletes: true })).toMatchObject({
    ok: true,
    runs: [{ served: { state: 'made', items: 200 } }],
  })
  expect((await served())?.held).toBeUndefined()
})

test('an empty document does not take the place of a full one by itself', async () => {
  await push()
  shop.rows.clear()
  await read()
  expect(await push()).toMatchObject({ runs: [{ served: { state: 'held', held: { of: 3 } } }] })
  await host.store.write((dialect, org) => acceptServed(dialect, org, servedPlace))
  expect(await push()).toMatchObject({ ok: true, runs: [{ served: { state: 'made', items: 0 } }] })
  expect(await document()).toBe('id,total\n')
})

test('what came back is shown without anybody having to agree', async () => {
  await push()
  const rows = new Map(shop.rows)
  shop.rows.clear()
  await read()
  await push()
  for (const [id, row] of rows) shop.rows.set(id, row)
  await read()
  expect(await push()).toMatchObject({ ok: true, runs: [{ served: { state: 'same' } }] })
  expect((await served())?.held).toBeUndefined()
})

test('nobody can agree before there is something to agree to', async () => {
  await push()
  expect(await host.store.write((dialect, org) => acceptServed(dialect, org, servedPlace))).toBe(
    false,
  )
})

test('there is no first version before there is an item', async () => {
  shop.rows.clear()
  await read()
  await host.push([servedConnection()], [servedDelivery()])
  const empty = servedDelivery({ mapping: { ...lineMapping, when: false } })
  expect(await host.push([servedConnection()], [empty])).toMatchObject({
    ok: false,
    runs: [{ served: { state: 'waiting', items: 0 } }],
  })
})

test('there is no first version before everything was read', async () => {
  shop = scriptedShop(30)
  shop.failures.push(undefined, refused('auth'))
  const source = shopConnection(shop)
  const other = await scriptedInstallation()
  try {
    const deliver = () => other.push([source, servedConnection()], [servedDelivery()])
    await other.sync(source)
    expect(await deliver()).toMatchObject({ runs: [{ sent: 10, served: { state: 'waiting' } }] })
    await other.sync(source)
    expect(await deliver()).toMatchObject({ runs: [{ served: { state: 'made', items: 30 } }] })
  } finally {
    await other.close()
  }
})

test('an item that cannot be made any more stays as it was, and is a dead letter', async () => {
  await push()
  const mapping = {
    ...lineMapping,
    fields: { id: '$.id', total: { $if: { $equals: ['$.id', 'shop:2'] }, then: 'much', else: 5 } },
  }
  expect(await host.push([servedConnection()], [servedDelivery({ mapping })])).toMatchObject({
    ok: false,
    runs: [{ failed: 1, served: { state: 'made', items: 3 } }],
  })
  expect(await document()).toBe('id,total\nshop:1,5\nshop:2,200\nshop:3,5\n')
})

test('old versions go when there are more than are to be kept, but not while somebody may read them', async () => {
  let now = Date.now()
  const clock = engineClock(() => now)
  const delivery = servedDelivery({ serve: { keep: 1 } })
  for (let round = 1; round <= 4; round += 1) {
    shop.rows.set(1, { id: 1, total: `${round}.50` })
    await read()
    await host.push([servedConnection()], [delivery], { clock })
  }
  const kept = () => host.store.read((dialect, org) => servedVersions(dialect, org, servedPlace))
  expect(await kept()).toHaveLength(4)
  now += 3_600_000
  shop.rows.set(1, { id: 1, total: '9.00' })
  await read()
  await host.push([servedConnection()], [delivery], { clock })
  expect(await kept()).toHaveLength(2)
  expect(await pieceCount()).toBe(6)
})

test('however many items there are, an encoder has some hundred of them in hand', async () => {
  const other = await scriptedInstallation()
  try {
    const large = shopConnection({ ...scriptedShop(1200), pageSize: 400 })
    const sizes: number[] = []
    const counting: Encode = async function* encode(_context, pages) {
      for await (const page of pages) {
        sizes.push(page.length)
        yield ' '
      }
    }
    await other.sync(large)
    await other.push([servedConnection(counting)], [servedDelivery()])
    expect(sizes).toStrictEqual([500, 500, 200])
  } finally {
    await other.close()
  }
})

test('an encoder is told its own address', async () => {
  const told: string[] = []
  const telling: Encode = async function* encode(context, pages) {
    told.push(context.url('sinks.list'))
    yield* plainLines(context, pages)
  }
  const given = host.installation([servedConnection(telling)], [servedDelivery()])
  const configuration = { ...given.configuration, host: { url: 'https://data.example' } }
  const { signal } = new AbortController()
  expect(await bring({ ...given, configuration }, { signal })).toMatchObject({ ok: true })
  expect(told).toStrictEqual([
    expect.stringMatching(/^https:\/\/data\.example\/served\/vendor\/list\/[\w-]{32}$/),
  ])
})
