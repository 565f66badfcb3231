import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { auditPage } from '../access/index.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { portalsWithLogo, writePortalLogo } from '../store/index.ts'
import { scriptedHost } from '../testing/scripted-host.ts'
import type { ScriptedInstallation } from '../testing/scripted-installation.ts'

const file = `version: 1
organisation: nordlys
connections:
  shop:
    connector: shop
    config: { url: https://shop.example, apiSecret: cs_in_the_file }
modules: { environment: [OTHER_SECRET] }
`
const butik = {
  connector: 'shop',
  config: { url: 'https://butik.example', apiSecret: '${env:OTHER_SECRET}' },
}
const rows = { from: 'order', to: { connection: 'butik', sink: 'rows' } }

beforeEach(() => {
  vi.stubEnv('OTHER_SECRET', 'cs_of_the_host')
})

interface Desked {
  readonly installation: ScriptedInstallation
  readonly call: (path: string, init?: RequestInit) => Promise<Response>
  readonly put: (path: string, value: unknown, tag?: string) => Promise<Response>
  readonly remove: (path: string, tag: string) => Promise<Response>
}

async function desked(): Promise<Desked> {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml': file,
  })
  const configuration = { file: join(folder, 'cartograph.yaml') }
  const host = await scriptedHost({ connections: [], configuration })
  return {
    installation: host.installation,
    call: (path, init) => host.call(path, init),
    put: (path, value, tag) =>
      host.call(`/api/configuration/${path}`, {
        method: 'PUT',
        body: JSON.stringify(value),
        headers: tag === undefined ? { 'if-none-match': '*' } : { 'if-match': tag },
      }),
    remove: (path, tag) =>
      host.call(`/api/configuration/${path}`, { method: 'DELETE', headers: { 'if-match': tag } }),
  }
}

test('an entry is made, changed by whoever saw what it is, and taken away, and the audit log says who did it', async () => {
  const { put, call, remove, installation } = await desked()
  expect((await put('connections/butik', butik)).status).toBe(201)
  const read = await call('/api/configuration/connections/butik')
  expect(read.headers.get('etag')).toBe('"1"')
  expect(await read.json()).toMatchObject({ origin: 'store', version: 1, value: butik, faults: [] })
  const changed = { ...butik, schedule: '*/5 * * * *' }
  expect((await put('connections/butik', changed, '"1"')).headers.get('etag')).toBe('"2"')
  expect((await remove('connections/butik', '"2"')).status).toBe(204)
  expect((await call('/api/configuration/connections/butik')).status).toBe(404)
  const { entries } = await installation.store.read((dialect, org) =>
    auditPage(dialect, org, { before: undefined, limit: 10 }),
  )
  const told = entries.filter(({ action }) => action.startsWith('configuration.'))
  expect(told.map(({ action, target }) => [action, target])).toStrictEqual([
    ['configuration.delete', 'connections/butik'],
    ['configuration.write', 'connections/butik'],
    ['configuration.write', 'connections/butik'],
  ])
})

test('of two who change the same version, the second is told who was first', async () => {
  const { put } = await desked()
  await put('connections/butik', butik)
  await put('connections/butik', { ...butik, budgets: 'off' }, '"1"')
  const late = await put('connections/butik', { ...butik, budgets: 'on' }, '"1"')
  expect(late.status).toBe(412)
  expect(await late.json()).toMatchObject({
    version: 2,
    changedBy: 'token admin',
    hint: 'Read it again, and change what it is now.',
  })
})

test('a change that says no version is asked for one', async () => {
  const { call } = await desked()
  const answer = await call('/api/configuration/connections/butik', {
    method: 'PUT',
    body: JSON.stringify(butik),
  })
  expect(answer.status).toBe(428)
})

test('an entry with mistakes is not kept, and each mistake is told with its place', async () => {
  const { put, call } = await desked()
  const answer = await put('connections/butik', { ...butik, schedul: 'x' })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({
    faults: {
      'connections/butik': [
        { path: ['schedul'], message: 'unknown key; did you mean "schedule"?' },
      ],
    },
  })
  expect((await call('/api/configuration/connections/butik')).status).toBe(404)
})

test('what others need is not taken away, and they are named', async () => {
  const { put, remove } = await desked()
  await put('connections/butik', butik)
  expect((await put('deliveries/butik-rows', rows)).status).toBe(201)
  const answer = await remove('connections/butik', '"1"')
  expect(answer.status).toBe(409)
  expect(await answer.json()).toMatchObject({ detail: 'Others need it: deliveries/butik-rows.' })
})

test('what the file has is shown without its secrets, and changed there alone', async () => {
  const { call, put, remove } = await desked()
  const shop = await call('/api/configuration/connections/shop')
  expect(await shop.json()).toMatchObject({
    origin: 'file',
    value: { config: { url: 'https://shop.example', apiSecret: { secret: 'set' } } },
  })
  expect((await put('connections/shop', butik)).status).toBe(422)
  expect((await remove('connections/shop', '"1"')).status).toBe(409)
})

test('without a key for secrets one in clear is refused, and stands in no answer', async () => {
  const { put } = await desked()
  const config = { ...butik.config, apiSecret: 'cs_in_clear' }
  const answer = await put('connections/butik', { ...butik, config })
  expect(answer.status).toBe(400)
  expect(await answer.text()).not.toContain('cs_in_clear')
})

test('a secret that is not shown stays what it is where it is written back', async () => {
  const { put, call } = await desked()
  await put('connections/butik', butik)
  const config = { url: 'https://other.example', apiSecret: { secret: 'set' } }
  expect((await put('connections/butik', { ...butik, config }, '"1"')).status).toBe(200)
  const read = await call('/api/configuration/connections/butik')
  expect(await read.json()).toMatchObject({
    value: { config: { url: 'https://other.example', apiSecret: '${env:OTHER_SECRET}' } },
  })
})

test('an older version is written once more as a new one, even where the entry was taken away', async () => {
  const { put, remove, call } = await desked()
  await put('connections/butik', butik)
  await put('connections/butik', { ...butik, budgets: 'off' }, '"1"')
  await remove('connections/butik', '"2"')
  const answer = await call('/api/configuration/connections/butik/restore', {
    method: 'POST',
    body: JSON.stringify({ version: 1 }),
    headers: { 'if-none-match': '*' },
  })
  expect(await answer.json()).toStrictEqual({ section: 'connections', id: 'butik', version: 4 })
  const history = await call('/api/configuration/connections/butik/history')
  const { versions } = (await history.json()) as {
    readonly versions: readonly { readonly version: number; readonly isGone: boolean }[]
  }
  expect(versions.map(({ version, isGone }) => [version, isGone])).toStrictEqual([
    [4, false],
    [3, true],
    [2, false],
    [1, false],
  ])
})

test('a trial says what would be wrong, and keeps nothing', async () => {
  const { call } = await desked()
  const answer = await call('/api/configuration/check', {
    method: 'POST',
    body: JSON.stringify({
      entries: [
        { section: 'connections', id: 'butik', value: butik },
        { section: 'deliveries', id: 'rows', value: { ...rows, from: 'ordr' } },
      ],
    }),
  })
  expect(await answer.json()).toMatchObject({
    isRight: false,
    faults: { 'deliveries/rows': [{ path: ['from'] }] },
  })
  const { entries } = (await (await call('/api/configuration')).json()) as {
    readonly entries: readonly { readonly origin: string }[]
  }
  expect(entries.map(({ origin }) => origin)).toStrictEqual(['file'])
})

test('a segment that was made elsewhere keeps its name', async () => {
  const { call, put } = await desked()
  const where = { field: 'orders', op: '>=', value: 2 }
  const made = await call('/api/segments/often', {
    method: 'PUT',
    body: JSON.stringify({ name: 'Often', where }),
    headers: { 'if-none-match': '*' },
  })
  expect(made.status).toBe(201)
  expect((await put('segments/often', { where })).status).toBe(409)
})

test('entries that belong together are made at once, and not where one of them is there', async () => {
  const { call } = await desked()
  const make = (entries: readonly object[]) =>
    call('/api/configuration', { method: 'POST', body: JSON.stringify({ entries }) })
  const both = [
    { section: 'connections', id: 'butik', value: butik },
    { section: 'deliveries', id: 'rows', value: rows },
  ]
  const wrong = await make([both[0] ?? {}, { section: 'settings', id: 'currency', value: 'euro' }])
  expect([wrong.status, (await call('/api/configuration/connections/butik')).status]).toStrictEqual(
    [422, 404],
  )
  const made = await make(both)
  expect([made.status, await made.json()]).toStrictEqual([201, { changed: 2 }])
  expect((await make(both)).status).toBe(412)
})

test('the logo of a portal goes with it, and those of others stay', async () => {
  const { put, remove, installation } = await desked()
  const { store } = installation
  await put('portals/butik', { title: 'Butik', dashboards: { overview: {} } })
  for (const portal of ['butik', 'other'])
    await store.write((dialect, org) =>
      writePortalLogo(dialect, org, portal, {
        type: 'image/png',
        data: 'AA==',
        made_at: 1,
      }),
    )
  expect((await remove('portals/butik', '"1"')).status).toBe(204)
  expect(await store.read((dialect, org) => portalsWithLogo(dialect, org))).toStrictEqual(['other'])
})
