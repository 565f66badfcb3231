import { fault, type Connector, type Json } from '@cartograph/core'
import { expect, test } from 'vitest'
import { auditRows, readFinding } from '../store/index.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

type Steps = Awaited<ReturnType<NonNullable<Connector<unknown, Json>['prepare']>>>

/** A shop that keeps lists, and what was made there. */
async function host(more: Partial<Connector<unknown, Json>> = {}): Promise<ScriptedHost> {
  const shop = shopConnection(scriptedShop(0))
  return scriptedHost({
    connections: [
      withHooks({ ...shop, connector: { ...shop.connector, ...more } }, scriptedHooks()),
    ],
  })
}

const lists = { lists: [{ id: 1, name: 'Customers' }] }
const post = (body: object = {}) => ({ method: 'POST', body: JSON.stringify(body) })

async function actionsIn({ installation }: ScriptedHost): Promise<readonly string[]> {
  const rows = await installation.store.read((dialect, org) =>
    auditRows(dialect, org, { limit: 50 }),
  )
  return rows.map(({ action }) => action)
}

test('what a connection can do is told, with what its account told when it was last asked', async () => {
  const opened = await host({ discover: async () => lists, prepare: async () => [] })
  const before = await opened.call('/api/connections/shop/vendor-side')
  expect(await before.json()).toStrictEqual({
    connection: 'shop',
    connector: 'scripted',
    name: 'Scripted shop',
    prepares: true,
    discovers: true,
    parts: [
      { kind: 'stream', name: 'orders', permissions: [] },
      { kind: 'webhook', name: 'webhook', permissions: [] },
    ],
  })
  await opened.call('/api/connections/shop/discover', post())
  const after = await opened.call('/api/connections/shop/vendor-side')
  expect(await after.json()).toMatchObject({ found: { value: lists } })
})

test('an account that is asked again says what is new there, and that is kept', async () => {
  let names = ['Customers']
  const opened = await host({
    discover: async () => ({ lists: names.map((name) => ({ name })) }),
  })
  const first = await opened.call('/api/connections/shop/discover', post())
  names = ['Customers', 'News']
  const second = await opened.call('/api/connections/shop/discover', post())
  expect(await first.json()).toStrictEqual({ connection: 'shop', isFirst: true, differences: [] })
  expect(await second.json()).toMatchObject({ isFirst: false, differences: [{ kind: 'new' }] })
  const kept = await opened.installation.store.read((dialect, org) =>
    readFinding(dialect, org, 'shop'),
  )
  expect(kept?.found).toStrictEqual({ lists: [{ name: 'Customers' }, { name: 'News' }] })
})

test('a connector that has nothing to discover says so', async () => {
  const answer = await (await host()).call('/api/connections/shop/discover', post())
  expect(answer.status).toBe(409)
})

test('first it is told what would be made; made it is only where that is wanted, and then it is noted', async () => {
  const made: string[] = []
  const opened = await host({
    prepare: async ({ run }): Promise<Steps> => {
      if (run.dry) return [{ what: 'The list', state: 'wouldDo' }]
      made.push('list')
      return [{ what: 'The list', state: 'done' }]
    },
  })
  const dry = await opened.call('/api/connections/shop/prepare', post())
  expect([await dry.json(), made, await actionsIn(opened)]).toStrictEqual([
    { connection: 'shop', made: false, steps: [{ what: 'The list', state: 'wouldDo' }] },
    [],
    expect.not.arrayContaining(['connection.prepare']),
  ])
  const wet = await opened.call('/api/connections/shop/prepare', post({ make: true }))
  expect([await wet.json(), made, await actionsIn(opened)]).toStrictEqual([
    { connection: 'shop', made: true, steps: [{ what: 'The list', state: 'done' }] },
    ['list'],
    expect.arrayContaining(['connection.prepare']),
  ])
})

test('a vendor who refuses the key is told as the vendor, and never as this host', async () => {
  const opened = await host({
    prepare: async () => {
      throw fault({ kind: 'auth', message: 'The key is not accepted.', hint: 'Compare it.' })
    },
  })
  const answer = await opened.call('/api/connections/shop/prepare', post())
  expect([answer.status, await answer.json()]).toStrictEqual([
    502,
    expect.objectContaining({ detail: 'The key is not accepted.', hint: 'Compare it.' }),
  ])
})

test.each(['vendor-side', 'handouts', 'webhooks'])(
  'of a connection that there is not %s is answered 404',
  async (name) => {
    const answer = await (await host()).call(`/api/connections/none/${name}`)
    expect(answer.status).toBe(404)
  },
)
