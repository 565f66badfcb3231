import { expect, onTestFinished, test } from 'vitest'
import type { Delivery } from '../config/index.ts'
import { openLines, type Installation } from '../connections/index.ts'
import { push } from '../delivery/index.ts'
import { sync } from '../engine/index.ts'
import { openStore, readAddress } from '../store/index.ts'
import { shortWaits } from '../testing/scripted-host.ts'
import { noWaits } from '../testing/scripted-installation.ts'
import { servedConnection, servedDelivery } from '../testing/scripted-served.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { newStorePlace } from '../testing/test-stores.ts'
import { makeToken, openHost } from './index.ts'

const shop = scriptedShop(40)
const source = shopConnection(shop)
const engine = { waits: noWaits }

/** Two hosts of one store, as behind a proxy that spreads requests over them. */
async function twoHosts(delivery: Delivery) {
  const place = await newStorePlace('postgres')
  onTestFinished(() => place.remove())
  const connections = new Map([source, servedConnection()].map((each) => [each.id, each]))
  const open = async () => {
    const store = await openStore({ store: place.address, organisation: 'nordlys' })
    const stopping = new AbortController()
    const installation: Installation = {
      store,
      lines: openLines(),
      configuration: {
        file: '/nowhere/cartograph.yaml',
        folder: '/nowhere',
        organisation: 'nordlys',
        store: place.address,
        host: { url: 'https://data.example' },
        connections,
        deliveries: new Map([[delivery.id, delivery]]),
      },
    }
    const { app, idle } = await openHost(installation, {
      address: '127.0.0.1',
      log: () => {},
      signal: stopping.signal,
      waits: shortWaits,
      engine,
    })
    onTestFinished(async () => {
      stopping.abort()
      await idle()
      await store.close()
    })
    const deliver = () => push(installation, { signal: stopping.signal, engine })
    return { installation, app, deliver }
  }
  return [await open(), await open()] as const
}

async function read({ installation }: { readonly installation: Installation }): Promise<void> {
  const { signal } = new AbortController()
  expect(await sync(installation, { signal, connections: ['shop'], engine })).toMatchObject({
    ok: true,
  })
}

test('hosts of one store serve the same bytes under the same tag, at the same address', async () => {
  const [one, other] = await twoHosts(servedDelivery())
  await read(one)
  expect(await one.deliver()).toMatchObject({ ok: true })
  const { store } = one.installation
  const known = await store.read((dialect, org) =>
    readAddress(dialect, org, 'vendor', 'sinks.list'),
  )
  const address = `https://data.example/served/vendor/list/${known?.token ?? ''}`
  const [first, second] = [await one.app.request(address), await other.app.request(address)]
  expect([first.status, second.status]).toStrictEqual([200, 200])
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
  expect(await second.text()).toBe(await first.text())

  const token = (await makeToken(store, { another: true, now: 0 })) ?? ''
  const moved = await one.app.request('http://localhost/api/served/vendor/list/rotate', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  const { address: next } = (await moved.json()) as { address: string }
  expect((await other.app.request(address)).status).toBe(404)
  expect((await other.app.request(next)).status).toBe(200)
})

test('hosts that make a document at the same time show whole ones, and the last one is right', async () => {
  const [one, other] = await twoHosts(servedDelivery())
  await read(one)
  for (let round = 1; round <= 5; round += 1) {
    shop.rows.set(round, { id: round, total: `${100 + round}.00` })
    await read(one)
    await Promise.all([one.deliver(), other.deliver()])
  }
  expect(await other.deliver()).toMatchObject({ ok: true, runs: [{ served: { items: 40 } }] })
  const { store } = one.installation
  const known = await store.read((dialect, org) =>
    readAddress(dialect, org, 'vendor', 'sinks.list'),
  )
  const served = await one.app.request(
    `https://data.example/served/vendor/list/${known?.token ?? ''}`,
  )
  const lines = (await served.text()).trimEnd().split('\n').slice(1)
  expect(lines).toHaveLength(40)
  expect(lines).toStrictEqual(
    [...shop.rows.values()]
      .map(({ id, total }) => `shop:${id},${Number(total) * 100}`)
      .toSorted((a, b) =>
        JSON.stringify([a.split(',')[0]]) < JSON.stringify([b.split(',')[0]]) ? -1 : 1,
      ),
  )
})
