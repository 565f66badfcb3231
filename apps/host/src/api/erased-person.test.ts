import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { replayDelivery } from '../delivery/index.ts'
import { replayRecords } from '../engine/index.ts'
import { until } from '../testing/scripted-host.ts'
import { newStorePlace, usualStoreKind } from '../testing/test-stores.ts'
import { canary, canaryWorld, lateWebhook, stays, traces } from './testing/canary-world.ts'
import { filesWith, servedWorld } from './testing/served-world.ts'

interface Person {
  readonly id: string
  readonly members: readonly string[]
}
interface Erased {
  readonly ok: boolean
  readonly vendors: readonly {
    readonly connection: string
    readonly status: string
    readonly reason?: string
  }[]
  readonly left: readonly object[]
}

test('an erased person is nowhere, and nothing brings them back', async () => {
  const place = await newStorePlace()
  const world = await canaryWorld(place.address)
  const { shop, account, receiver, folder } = world
  const host = await servedWorld(world)
  const { signal } = new AbortController()
  const inFolder = () => filesWith(folder, traces)
  const inDatabaseFile = () =>
    usualStoreKind() === 'sqlite' ? filesWith(dirname(place.address), traces) : []
  const held = () => JSON.stringify(receiver.held())
  const persons = async (search: string) =>
    ((await host.ask(`/api/customers?search=${search}`)) as { persons: readonly Person[] }).persons

  // Of the others their webhooks begin the reading.
  await host.sync('till')

  // They are known to all, put together as one, and delivered everywhere.
  await until(async () => {
    const [one] = await persons(canary.email)
    return one !== undefined && one.members.length >= 3
  })
  await until(async () => (await host.fetched()).includes(canary.email))
  await until(() => held().includes(canary.email) && held().includes(stays.email))
  await until(() => inFolder().length === 3)
  expect(inFolder()).toStrictEqual(['out/added.csv', 'out/people.csv', 'till.csv'])
  const before = await host.tablesWith(traces)
  expect(before).toEqual(
    expect.arrayContaining(['record', 'commerce', 'ledger', 'dead_letter', 'served_chunk']),
  )
  const orderAtShop = () => shop.truth('orders').find(({ id }) => id === world.order)
  const order = orderAtShop()
  const late = JSON.stringify(order)

  // The erasure, and what its report leaves to people.
  const [person] = await persons(canary.email)
  const erase = () =>
    host.ask(`/api/customers/${person?.id}/erase`, {
      method: 'POST',
      body: '{}',
    }) as Promise<Erased>
  const first = await erase()
  expect(
    Object.fromEntries(first.vendors.map((each) => [each.connection, each.status])),
  ).toStrictEqual({
    shop: 'done',
    pay: 'done',
    till: 'unable',
    out: 'done',
    hook: 'done',
  })
  world.takeOutOfTill()
  // Once the deliveries have told the sinks there is nothing left.
  let last = first
  await until(async () => {
    last = await erase()
    return last.left.length === 0
  })

  expect(last.vendors.find(({ connection }) => connection === 'till')?.reason).toContain(
    'The source till',
  )

  // Late webhooks, a whole reading and a replay of everything.
  await fetch(await host.addressOf('shop', 'webhook'), lateWebhook(late))
  await shop.deliverWebhooks()
  await account.deliverWebhooks()
  for (const connection of ['shop', 'pay', 'till']) await host.sync(connection)
  for (const delivery of host.installation.configuration.deliveries.values())
    await replayDelivery(host.installation, {
      delivery,
      keys: undefined,
      force: delivery.id !== 'added',
      signal,
    })
  for (const [connection, stream] of [
    ['shop', 'orders'],
    ['pay', 'charges'],
    ['till', 'till'],
  ] as const)
    await replayRecords(host.installation, { connection, stream, keys: undefined, signal })

  expect(await persons(canary.email)).toStrictEqual([])
  expect(await host.tablesWith(traces)).toStrictEqual([])
  expect(host.lines.filter((line) => traces.some((text) => line.includes(text)))).toStrictEqual([])
  expect(traces.filter((text) => held().includes(text))).toStrictEqual([])
  expect(await host.fetched()).not.toContain(canary.email)
  expect(inFolder()).toStrictEqual([])
  const shopHas = JSON.stringify([shop.truth('orders'), shop.truth('customers')])
  expect(traces.filter((text) => shopHas.includes(text))).toStrictEqual([])
  expect(JSON.stringify(account.truth('customers'))).not.toContain(canary.email)
  await host.stop()
  expect(inDatabaseFile()).toStrictEqual([])

  // Everybody else is as they were, and so are the sums.
  expect(held()).toContain(stays.email)
  expect(orderAtShop()?.['total']).toBe(order?.['total'])
  await place.remove()
}, 240_000)
