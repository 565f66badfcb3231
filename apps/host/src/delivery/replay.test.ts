import type { Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLetters } from '../store/index.ts'
import {
  noWaits,
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
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'
import { replayDelivery } from './replay.ts'

let host: ScriptedInstallation
let shop: ScriptedShop
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  shop = scriptedShop(3)
  sink = scriptedSink()
  await host.sync(shopConnection(shop))
})
afterEach(() => host.close())

const delivery = sinkDelivery()
const push = (behaviour: SinkBehaviour = {}) =>
  host.push([sinkConnection(sink, behaviour)], [delivery])
const replay = (
  more: { readonly keys?: readonly string[]; readonly force?: boolean } = {},
  behaviour: SinkBehaviour = {},
) =>
  replayDelivery(host.installation([sinkConnection(sink, behaviour)], [delivery]), {
    delivery,
    keys: more.keys,
    force: more.force ?? false,
    signal: new AbortController().signal,
    engine: { waits: noWaits },
  })
const letters = () =>
  host.store.read((dialect, org) =>
    readLetters(dialect, org, { side: 'delivery', part: 'orders-out' }, 100),
  )
const refuseAll = (items: readonly unknown[]): readonly Outcome[] =>
  items.map(() => ({ status: 'failed', fault: refused('record') }))

test('what a sink refused is sent again, and only that', async () => {
  sink.script.push((items, apply) =>
    apply().map((outcome, at): Outcome =>
      items[at]?.key[0] === 'shop:2' ? { status: 'failed', fault: refused('record') } : outcome,
    ),
  )
  await push()
  expect(await letters()).toHaveLength(1)
  const causes: string[] = []
  sink.script.push((items, apply) => {
    causes.push(...items.map(({ cause }) => cause))
    return apply()
  })
  expect(await replay()).toMatchObject({ sent: 1, failed: 0, remaining: 0 })
  expect(causes).toStrictEqual(['replay'])
  expect(await letters()).toStrictEqual([])
})

test('what fails again is a dead letter again', async () => {
  sink.script.push(refuseAll, refuseAll)
  await push()
  expect(await replay()).toMatchObject({ sent: 0, failed: 3 })
  expect(await letters()).toMatchObject([{ times: 1 }, { times: 1 }, { times: 1 }])
})

test('only the rows that were named are sent again', async () => {
  sink.script.push(refuseAll)
  await push()
  expect(await replay({ keys: ['shop:1', 'order/shop:2'] })).toMatchObject({ sent: 2 })
  expect(await letters()).toMatchObject([{ key: 'order/shop:3' }])
})

test('forced, everything is sent again although the sink has it', async () => {
  await push()
  expect(await replay({ force: true })).toMatchObject({ sent: 3, unchanged: 0 })
  expect(await replay({ force: true, keys: ['shop:1'] })).toMatchObject({ sent: 1 })
  expect(await replay()).toMatchObject({ sent: 0 })
})

test('what a sink keeps for ever is not sent twice, forced or not', async () => {
  const behaviour = { mode: 'append', deletes: false } as const
  await push(behaviour)
  await expect(replay({ force: true }, behaviour)).rejects.toMatchObject({
    kind: 'config',
    message:
      'The sink orders of vendor keeps everything it is sent, so what it has must not be sent again.',
  })
  expect(sink.calls).toBe(1)
})

test('a forced replay that is cut off before the sending goes on with the next push', async () => {
  await push()
  const stopping = new AbortController()
  sink.script.push(() => {
    stopping.abort()
    throw new Error('killed')
  })
  await replayDelivery(host.installation([sinkConnection(sink)], [delivery]), {
    delivery,
    keys: undefined,
    force: true,
    signal: stopping.signal,
    engine: { waits: noWaits },
  })
  await host.restart()
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 3 }] })
})
