import { beforeEach, expect, test } from 'vitest'
import { onTestFinished } from 'vitest'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { noWaits } from '../testing/scripted-installation.ts'
import {
  scriptedSink,
  sinkConnection,
  type ScriptedSink,
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'
import { makeFeed } from './make-feed.ts'
import { pushFeed } from './push-feed.ts'
import { sound } from './testing/catalogue-package.ts'
import { goodsIn, plainFeed } from './testing/feed-shop.ts'

const feed = plainFeed({
  drop: 1,
  fields: { id: '$.id', total: { $number: '$.price' } },
  to: { connection: 'vendor', sink: 'orders' },
})

let sink: ScriptedSink
beforeEach(() => {
  sink = scriptedSink()
})

/** A store with a sink that a feed is pushed to. */
async function pushing(behaviour: SinkBehaviour = {}) {
  const scripted = await scriptedInstallation()
  onTestFinished(() => scripted.close())
  const installation = scripted.installation([sinkConnection(sink, behaviour)], [])
  const { signal } = new AbortController()
  const run = () =>
    makeFeed(feed, {
      store: scripted.store,
      configuration: installation.configuration,
      rates: () => undefined,
      now: () => 0,
      signal,
      push: (scene, count) => pushFeed(scene, count, { installation, engine: { waits: noWaits } }),
    })
  return { ...goodsIn(scripted.store), run }
}

const held = () => Object.fromEntries([...sink.held].map(([id, { total }]) => [id, total]))

test('a sink is given each row, then what changed, and what is gone is taken away', async () => {
  const { put, remove, run } = await pushing({ maxItems: 2 })
  await put('product', [sound('1'), sound('2'), sound('3')])
  expect(await run()).toMatchObject({ pushed: { sent: 3, unchanged: 0, deleted: 0, left: 0 } })
  await put('product', [sound('2', { price: 500 })])
  await remove('product', ['shop:3'])
  expect(await run()).toMatchObject({ pushed: { sent: 1, unchanged: 1, deleted: 1, left: 0 } })
  expect(held()).toStrictEqual({ '1': 1199, '2': 5 })
  expect(await run()).toBeUndefined()
})

test('what a sink refuses is told with its row, and given again though nothing changed', async () => {
  const { put, run } = await pushing()
  await put('product', [sound('1'), sound('2')])
  const refuse = { $fault: 'v1', kind: 'record', message: 'No room for it.' } as const
  sink.script.push((_items, apply) => [...apply().slice(0, 1), { status: 'failed', fault: refuse }])
  expect(await run()).toMatchObject({
    state: 'made',
    pushed: { sent: 1, left: 1 },
    problems: expect.arrayContaining([
      expect.objectContaining({ expected: 'No room for it.', examples: [{ row: 'shop:2' }] }),
    ]),
  })
  expect(await run()).toMatchObject({ state: 'same', pushed: { sent: 1, unchanged: 1, left: 0 } })
})

test('a sink that is down takes nothing away from the document, and is tried again', async () => {
  const { put, run } = await pushing()
  await put('product', [sound('1')])
  sink.script.push(() => {
    throw new Error('ECONNRESET')
  })
  expect(await run()).toMatchObject({ state: 'made', items: 1, pushed: { sent: 0 } })
  expect(await run()).toMatchObject({ state: 'same', pushed: { sent: 1, left: 0 } })
})

test('a sink that can be replaced gets everything at once, or keeps what it has', async () => {
  const { put, run } = await pushing({ replacement: true })
  await put('product', [sound('1'), sound('2')])
  expect(await run()).toMatchObject({ pushed: { sent: 2, left: 0 } })
  await put('product', [sound('3')])
  sink.script.push(() => {
    throw new Error('ECONNRESET')
  })
  expect((await run())?.pushed?.fault).toBeDefined()
  expect(Object.keys(held())).toStrictEqual(['1', '2'])
  expect(await run()).toMatchObject({ pushed: { sent: 3 } })
  expect(Object.keys(held())).toStrictEqual(['1', '2', '3'])
})

test('a feed that is held is given to no sink', async () => {
  const { put, remove, run } = await pushing()
  await put('product', [sound('1')])
  await run()
  await remove('product', ['shop:1'])
  expect(await run()).toMatchObject({ state: 'held' })
  expect(held()).toStrictEqual({ '1': 1199 })
})
