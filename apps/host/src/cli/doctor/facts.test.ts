import { expect, onTestFinished, test } from 'vitest'
import { writeRegistrations } from '../../store/index.ts'
import {
  peopleMappings,
  referringConnection,
  referringDeliveries,
  referringVendor,
} from '../../testing/referring-sinks.ts'
import { scriptedHooks, withHooks } from '../../testing/scripted-hooks.ts'
import { scriptedInstallation } from '../../testing/scripted-installation.ts'
import { refused, scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../../testing/scripted-sink.ts'
import { gatherFacts } from './facts.ts'

async function opened() {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  return installation
}

const dayMs = 86_400_000
const noRest = { retryMs: 0, longestRetryMs: 0, sweepMs: dayMs }

test('what a reading left behind is gathered, stream by stream', async () => {
  const installation = await opened()
  const shop = scriptedShop(12)
  shop.rows.set(3, { id: 3, total: 'much' })
  shop.failures.push(undefined, refused('auth'))
  const connection = { ...shopConnection(shop), schedule: '0 3 * * *', timeZone: 'Europe/Paris' }
  await installation.sync(connection)
  const { connections, storeOffsetMs } = await gatherFacts(
    installation.installation([connection], []),
    Date.now(),
  )
  expect(connections).toMatchObject([
    {
      id: 'shop',
      rule: { rule: '0 3 * * *', zone: 'Europe/Paris' },
      enabled: ['orders'],
      streams: [
        {
          stream: 'orders',
          lastRun: { ok: false },
          lastSuccessAt: undefined,
          openSlices: 1,
          attempts: 1,
          letters: 1,
          isSweepOverdue: false,
        },
      ],
      clockOffsetMs: 0,
      inbox: undefined,
      registration: undefined,
    },
  ])
  expect(storeOffsetMs).toBe(0)
})

test('a sweep is overdue once twice its interval has passed', async () => {
  const installation = await opened()
  const connection = shopConnection(scriptedShop(3), { tail: true })
  await installation.sync(connection)
  const given = installation.installation([connection], [])
  const overdue = async (days: number) => {
    const { connections } = await gatherFacts(given, Date.now() + days * dayMs)
    return connections.map(({ streams }) => streams.map(({ isSweepOverdue }) => isSweepOverdue))
  }
  // It has no cheaper walk, so that everything is read again once a month.
  expect([await overdue(59), await overdue(61)]).toStrictEqual([[[false]], [[true]]])
})

test('deliveries are gathered: what lies behind, what was refused, what nobody knows', async () => {
  const installation = await opened()
  const shop = shopConnection(scriptedShop(4))
  await installation.sync(shop)
  const sink = scriptedSink()
  const fault = { $fault: 'v1', kind: 'record', message: 'No such field.' } as const
  sink.script.push((items) =>
    items.map((_, index) => (index === 0 ? { status: 'failed', fault } : { status: 'unknown' })),
  )
  const connections = [shop, sinkConnection(sink, { onUnknown: 'lose', landMs: 60_000 })]
  const given = installation.installation(connections, [sinkDelivery()])
  const before = await gatherFacts(given, Date.now())
  await installation.push(
    connections,
    [sinkDelivery()],
    { waits: { ...noRest, pauseMs: 60_000, scale: 1 } },
    { longestWaitMs: 0 },
  )
  const after = await gatherFacts(given, Date.now())
  expect(before.deliveries).toMatchObject([
    { behind: 4, movedAt: undefined, letters: 0, unknown: 0 },
  ])
  expect(after.deliveries).toMatchObject([
    { behind: 0, letters: 1, unknown: 3, unknownSince: expect.any(Number), lastRun: { ok: false } },
  ])
  expect(after.deliveries[0]?.unknownSince).toBeGreaterThan(Date.now())
})

test('what a vendor was told of webhooks is gathered', async () => {
  const installation = await opened()
  const connection = withHooks(shopConnection(scriptedShop(0)), scriptedHooks())
  const given = installation.installation([connection], [])
  const registration = async () =>
    (await gatherFacts(given, Date.now())).connections.map((each) => each.registration)
  const before = await registration()
  await installation.store.write((dialect, org) =>
    writeRegistrations(dialect, org, 'shop', [{ id: 'hook-1' }], 7),
  )
  expect([before, await registration()]).toStrictEqual([
    [{ count: undefined, checkedAt: undefined }],
    [{ count: 1, checkedAt: 7 }],
  ])
})

test('an item that waits for one of another sink is counted', async () => {
  const installation = await opened()
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, total: '1.00', person: 'ada' })
  const source = shopConnection(shop, { mappings: peopleMappings })
  await installation.sync(source)
  const [purchases, people] = referringDeliveries()
  const sinks = referringConnection(referringVendor())
  await installation.push([source, sinks], [purchases, people], {}, { deliveries: [purchases.id] })
  const given = installation.installation([source, sinks], [purchases, people])
  const { deliveries } = await gatherFacts(given, Date.now())
  expect(deliveries.map(({ id, held }) => [id, held])).toStrictEqual([
    ['purchases-out', 1],
    ['people-out', 0],
  ])
})
