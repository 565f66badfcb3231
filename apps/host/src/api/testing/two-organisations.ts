import { onTestFinished } from 'vitest'
import { followCustomers } from '../../customers/index.ts'
import { writeRows } from '../../customers/testing/commerce-rows.ts'
import { openLines } from '../../connections/index.ts'
import { addToken, queueSyncRun, writeLetters } from '../../store/index.ts'
import { scriptedHost, shortWaits, type ScriptedHost } from '../../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../../testing/scripted-sink.ts'
import { makeToken, openHost } from '../index.ts'

/** Stands in everything of the first organisation that a name can be given to. */
export const mark = 'zebrafinch'

/** A host with something of everything, and the ids of it. */
export interface FilledHost {
  readonly host: ScriptedHost
  readonly ids: readonly string[]
  /** Those that a route about something takes, such as `segments`. */
  readonly idsOf: (subject: string) => readonly string[]
}

const { signal } = new AbortController()

export async function filledHost(): Promise<FilledHost> {
  const shop = { ...shopConnection(scriptedShop(3)), id: `shop-${mark}` }
  const sink = scriptedSink()
  const host = await scriptedHost({
    connections: [shop, sinkConnection(sink)],
    deliveries: [sinkDelivery({ id: `out-${mark}` })],
    now: () => Date.parse('2026-11-02T18:00:00Z'),
  })
  const { store } = host.installation
  await host.installation.sync(shop)
  const customer = {
    email: `${mark}@example.com`,
    firstName: mark,
    createdAt: '2026-01-01T00:00:00Z',
  }
  await writeRows(store, [{ entity: 'customer', id: `${shop.id}:1`, row: customer }])
  await followCustomers(store, { signal })
  const listed = await host.call('/api/customers')
  const { persons } = (await listed.json()) as {
    readonly persons: readonly { readonly id: string }[]
  }
  const put = async (path: string, body: object) =>
    host.call(path, {
      method: 'PUT',
      headers: { 'if-none-match': '*' },
      body: JSON.stringify(body),
    })
  const where = { field: 'orders', op: '>=', value: 0 }
  await put(`/api/segments/seg_${mark}`, { name: mark, resource: 'customer', where })
  const to = [{ action: `${shop.id}.message` }]
  await put(`/api/alerts/alert-${mark}`, { metric: 'net_sales', above: 1, to })
  await put(`/api/digests/digest-${mark}`, { every: 'day', to })
  const run = `run-${mark}`
  const token = `token-${mark}`
  await store.write(function* (dialect, org) {
    const queued = { id: run, connection: shop.id, streams: undefined, full: false } as const
    yield* queueSyncRun(dialect, org, { ...queued, cause: 'person', attempt: 0, notBefore: 0 }, 0)
    yield* addToken(dialect, org, {
      id: token,
      name: token,
      kind: 'server',
      permissions: ['status:read'],
      nodes: [],
      origins: [],
      source: 'issued',
      hash: '',
      createdAt: 0,
      expiresAt: undefined,
    })
    const fault = { $fault: 'v1', kind: 'record', message: mark } as const
    const letter = { key: mark, at: 'a mapping', fault, record: `{"name":"${mark}"}`, item: null }
    const place = { side: 'source', part: `${shop.id}/orders` } as const
    yield* writeLetters(dialect, org, place, [letter], { scope: '', generation: 0 }, 0)
  })
  const bySubject = new Map([
    ['connections', [shop.id]],
    ['deliveries', [`out-${mark}`]],
    ['dead-letters', [`${shop.id}.orders`]],
    ['mappings', [`${shop.id}.orders`]],
    ['customers', persons.map(({ id }) => id)],
    ['segments', [`seg_${mark}`]],
    ['alerts', [`alert-${mark}`]],
    ['digests', [`digest-${mark}`]],
    ['runs', [run]],
    ['tokens', [token]],
  ])
  const ids = [...new Set([...bySubject.values()].flat()), mark]
  return { host, ids, idsOf: (subject) => bySubject.get(subject) ?? ids }
}

/** A call of another organisation in the store of a host, with all permissions of its own. */
export async function neighbourOf(host: ScriptedHost): Promise<ScriptedHost['call']> {
  const given = host.installation.installation([shopConnection(scriptedShop(0))], [])
  const { configuration } = given
  const store = await host.installation.store.of('sydlys')
  const stopping = new AbortController()
  const installation = {
    store,
    lines: openLines(),
    configuration: {
      ...configuration,
      organisation: 'sydlys',
      host: { url: 'https://other.example' },
    },
  }
  const opened = await openHost(installation, {
    address: '127.0.0.1',
    log: () => {},
    signal: stopping.signal,
    waits: shortWaits,
  })
  const token = (await makeToken(store, { another: true, now: 0 })) ?? ''
  onTestFinished(async () => {
    stopping.abort()
    await opened.idle()
  })
  return async (path, init) =>
    opened.app.request(`http://localhost${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...(init?.headers as Record<string, string>) },
    })
}
