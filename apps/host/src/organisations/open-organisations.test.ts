import { expect, test } from 'vitest'
import { listAddresses } from '../store/index.ts'
import { until } from '../testing/scripted-host.ts'
import { usualStoreKind } from '../testing/test-stores.ts'
import { founded, installed, shopConnection } from './testing/installed.ts'

const dashboard = { title: 'Mine', template: 'overview' }

/** The pool of a server's connections may fill meanwhile; each reopening that left its own behind would be four of them. */
const mostPooled = usualStoreKind() === 'postgres' ? 20 : 2

function openThings(): number {
  return process.getActiveResourcesInfo().length
}

async function connectionsOf(answer: Response): Promise<readonly string[]> {
  const { connections } = (await answer.json()) as {
    readonly connections: readonly { readonly id: string }[]
  }
  return connections.map(({ id }) => id)
}

test('what is kept over the API works at once, without another start', async () => {
  const { ask, put, token } = await installed()
  expect(await put(token, 'dashboards/mine', dashboard)).toBe(201)
  expect(await (await ask(token, '/api/dashboards/mine')).json()).toMatchObject({ origin: 'store' })
  expect(await put(token, 'connections/butik', shopConnection)).toBe(201)
  expect(await connectionsOf(await ask(token, '/api/status'))).toStrictEqual(['butik'])
})

test('a changed file is read again, and one with mistakes leaves what is there', async () => {
  const { ask, token, rewrite, reload, lines } = await installed()
  rewrite('dashboards: { mine: { template: overview } }\n')
  await reload()
  expect((await ask(token, '/api/dashboards/mine')).status).toBe(200)
  rewrite('dashboards: { mine: { template: overvie } }\n')
  await reload()
  expect((await ask(token, '/api/dashboards/mine')).status).toBe(200)
  expect(lines.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('what was read before goes on'),
  )
})

test('an organisation is made while the host goes on, and neither sees anything of the other', async () => {
  const host = await installed()
  const { ask, put, token, store } = host
  const other = await founded(host, 'solsikke')
  await put(token, 'connections/shop', shopConnection)
  await put(token, 'dashboards/mine', dashboard)
  await put(other, 'connections/butik', shopConnection)
  expect(await connectionsOf(await ask(token, '/api/status'))).toStrictEqual(['shop'])
  expect(await connectionsOf(await ask(other, '/api/status'))).toStrictEqual(['butik'])
  const all = (await (await ask(other, '/api/configuration')).json()) as {
    readonly entries: readonly { readonly id: string }[]
  }
  expect(all.entries.map(({ id }) => id)).toStrictEqual(['butik'])
  for (const path of [
    '/api/dashboards/mine',
    '/api/configuration/dashboards/mine',
    '/api/configuration/dashboards/mine/history',
    '/api/configuration/connections/shop',
  ])
    expect((await ask(other, path)).status).toBe(404)
  const audit = await (await ask(other, '/api/audit')).text()
  expect(audit).not.toContain('connections/shop')
  expect(await store.read(listAddresses)).toStrictEqual([])
})

test('only the organisation that the file sets up makes others and sees them', async () => {
  const host = await installed()
  const other = await founded(host, 'solsikke')
  expect((await host.ask(other, '/api/organisations')).status).toBe(403)
  const made = await host.ask(other, '/api/organisations', {
    method: 'POST',
    body: JSON.stringify({ id: 'rose' }),
  })
  expect(made.status).toBe(403)
  const listed = await host.ask(host.token, '/api/organisations')
  const { organisations } = (await listed.json()) as {
    readonly organisations: readonly { readonly id: string; readonly origin: string }[]
  }
  expect(organisations.map(({ id, origin }) => [id, origin])).toStrictEqual([
    ['nordlys', 'file'],
    ['solsikke', 'store'],
  ])
})

test('an organisation of an id that is there is not made once more', async () => {
  const host = await installed()
  await founded(host, 'solsikke')
  for (const id of ['solsikke', 'nordlys']) {
    const again = await host.ask(host.token, '/api/organisations', {
      method: 'POST',
      body: JSON.stringify({ id }),
    })
    expect(again.status).toBe(409)
  }
})

test('a token of one organisation is answered by that one, whatever name the request gives', async () => {
  const host = await installed()
  const other = await founded(host, 'solsikke')
  await host.put(other, 'connections/butik', shopConnection)
  const answer = await host.ask(other, '/api/status', { headers: { 'x-organisation': 'nordlys' } })
  expect(await connectionsOf(answer)).toStrictEqual(['butik'])
})

test('what nobody knows is answered as where there is one organisation', async () => {
  const host = await installed()
  await founded(host, 'solsikke')
  expect((await host.ask('nobody', '/api/status')).status).toBe(401)
  expect((await host.ask(host.token, '/hooks/shop/nobody/')).status).toBe(404)
  expect((await host.ask('', '/health')).status).toBe(200)
})

test('a host is reopened again and again, and nothing is left of those before', async () => {
  const { ask, token, reload } = await installed('dashboards: { mine: { template: overview } }\n')
  for (let count = 0; count < 3; count += 1) await reload()
  const before = openThings()
  for (let count = 0; count < 12; count += 1) await reload()
  await until(() => openThings() <= before + mostPooled)
  expect((await ask(token, '/api/dashboards/mine')).status).toBe(200)
})
