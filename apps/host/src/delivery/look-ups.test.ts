import type { Json, Mapping } from '@cartograph/core'
import * as z from 'zod'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLetters } from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  refused,
  scriptedShop,
  shopConnection,
  type ScriptedShop,
} from '../testing/scripted-shop.ts'
import {
  deliveryMapping,
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
} from '../testing/scripted-sink.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
let asked: Json[]
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(3)
  sink = scriptedSink()
  asked = []
  await host.sync(shopConnection(shop))
})
afterEach(() => host.close())

/** Answers ten times what it is asked; `fails` are thrown first. */
const connection = (fails: Error[] = [], output: z.ZodType<Json> = z.number()) =>
  sinkConnection(sink, {
    lookups: {
      tenfold: {
        input: z.number(),
        output,
        freshMs: 60_000,
        get: async (_context: unknown, input: Json) => {
          asked.push(input)
          const failure = fails.shift()
          if (failure !== undefined) throw failure
          return input === 300 ? null : Number(input) * 10
        },
      },
    },
  })
const mappingWith = (total: Mapping['fields'][string], more: Partial<Mapping> = {}): Mapping => ({
  ...deliveryMapping,
  ...more,
  fields: { id: '$.id', total },
})
const asking = mappingWith({ $coalesce: [{ $lookup: 'tenfold', input: '$.total' }, 0] })
const push = (mapping: Mapping, ...rest: Parameters<typeof connection>) =>
  host.push([connection(...rest)], [sinkDelivery({ mapping })])
const letters = () =>
  host.store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'delivery', part: 'orders-out' }, 100),
  )

test('what a mapping looks up is asked for before it is sent, each question once', async () => {
  expect(await push(asking)).toMatchObject({ ok: true, runs: [{ sent: 3 }] })
  expect(sink.held.get('shop:1')).toStrictEqual({ id: 'shop:1', total: 1000 })
  expect(asked.toSorted((a, b) => Number(a) - Number(b))).toStrictEqual([100, 200, 300])
})

test('the same question of many rows is asked once', async () => {
  await push(mappingWith({ $lookup: 'tenfold', input: 7 }))
  expect(asked).toStrictEqual([7])
  expect(sink.held.get('shop:3')?.total).toBe(70)
})

test('an answer that is still fresh is not asked for again by the next run', async () => {
  const one = connection()
  await host.push([one], [sinkDelivery({ mapping: asking })])
  shop.rows.set(1, { id: 1, total: '2.00' })
  await host.sync(shopConnection(shop))
  expect(await host.push([one], [sinkDelivery({ mapping: asking })])).toMatchObject({
    runs: [{ sent: 1 }],
  })
  expect(asked).toHaveLength(3)
})

/** Another connection with the same look-up, and nothing that is sent to. */
const other = (fails: Error[] = []) => ({ ...connection(fails), id: 'other', fingerprint: 'f2' })
const pushBeside = (mapping: Mapping, beside = other()) =>
  host.push([sinkConnection(sink), beside], [sinkDelivery({ mapping })])
const ofOther = (more: Partial<Mapping> = {}) =>
  mappingWith({ $coalesce: [{ $lookup: 'other.tenfold', input: '$.total' }, 0] }, more)

test('the look-up of another connection is asked there, by the names of both', async () => {
  expect(await pushBeside(ofOther())).toMatchObject({ ok: true, runs: [{ sent: 3 }] })
  expect(sink.held.get('shop:1')).toStrictEqual({ id: 'shop:1', total: 1000 })
  expect(asked.toSorted((a, b) => Number(a) - Number(b))).toStrictEqual([100, 200, 300])
})

test('what fails at another connection is a note, and the rest is sent', async () => {
  const report = await pushBeside(ofOther(), other([refused('auth')]))
  expect(report).toMatchObject({
    ok: true,
    runs: [{ sent: 3, notes: ['A scripted auth fault.'] }],
  })
})

test.each(['nobody.tenfold', 'other.twofold', 'tenfold'])(
  'the look-up %s that is nowhere stops the delivery, with what is wrong',
  async (name) => {
    const report = await pushBeside(mappingWith({ $lookup: name, input: 1 }))
    expect(report).toMatchObject({
      ok: false,
      runs: [{ fault: { message: expect.stringContaining(`no look-up \`${name}\``) as string } }],
    })
  },
)

test('the input of a look-up may be the answer of another', async () => {
  const nested = mappingWith({
    $lookup: 'tenfold',
    input: { $lookup: 'tenfold', input: 5 },
  })
  await push(nested)
  expect(sink.held.get('shop:1')?.total).toBe(500)
})

test('without an answer the field is missing, and an error where the mapping says so', async () => {
  const strict = mappingWith({ $lookup: 'tenfold', input: '$.total' }, { onMissing: 'error' })
  expect(await push(strict)).toMatchObject({ ok: false, runs: [{ sent: 2, failed: 1 }] })
  expect(await letters()).toMatchObject([{ key: 'order/shop:3', at: 'mapping' }])
})

test('a look-up that fails leaves the field out with a note', async () => {
  expect(await push(asking, [refused('permission')])).toMatchObject({
    ok: true,
    runs: [{ sent: 3, notes: ['A scripted permission fault.'] }],
  })
  expect([...sink.held.values()].filter(({ total }) => total === 0)).toHaveLength(2)
})

test('a look-up that fails is a dead letter where missing values are errors', async () => {
  const strict = mappingWith(
    { $coalesce: [{ $lookup: 'tenfold', input: '$.total' }, 0] },
    { onMissing: 'error' },
  )
  expect(await push(strict, [refused('permission')])).toMatchObject({ runs: [{ failed: 1 }] })
  expect((await letters())[0]?.fault.message).toContain('A scripted permission fault.')
})

test('a look-up that cannot be answered just now is asked again, and nothing is sent without it', async () => {
  expect(await push(asking, [refused('transient'), refused('transient')])).toMatchObject({
    ok: true,
    runs: [{ sent: 3, failed: 0 }],
  })
  expect([...sink.held.values()].map(({ total }) => total)).toStrictEqual(
    expect.arrayContaining([1000, 2000, 0]),
  )
})

test('an answer of another shape than promised is not sent on', async () => {
  const strict = { ...asking, onMissing: 'error' } as const
  await push(strict, [], z.string())
  expect((await letters())[0]?.fault.message).toContain(
    'The look-up tenfold gave another answer than it promises',
  )
})

test('a look-up that the connection does not have stops the delivery before anything is sent', async () => {
  expect(await push(mappingWith({ $lookup: 'twofold', input: 1 }))).toMatchObject({
    ok: false,
    runs: [{ sent: 0, fault: { kind: 'config' } }],
  })
})
