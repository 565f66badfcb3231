import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { auditRows, changeEntry } from '../store/index.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

async function host(): Promise<ScriptedHost & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'uploads-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const opened = await scriptedHost({ connections: [], configuration: { folder } })
  return { ...opened, folder }
}

const put = (body: string) => ({ method: 'PUT', body })

test('a file that is brought lies whole where connections of the store read it, and is listed', async () => {
  const opened = await host()
  const { folder, installation } = opened
  // More than any other request may bring.
  const text = `id,total\n${'1,2.00\n'.repeat(20_000)}`
  const answer = await opened.call('/api/uploads/orders.csv', put(text))
  expect(await answer.json()).toStrictEqual({
    name: 'orders.csv',
    path: './uploads/orders.csv',
    bytes: text.length,
  })
  const { organisation } = installation.installation([], []).configuration
  const file = join(folder, 'organisations', organisation, 'files', 'uploads', 'orders.csv')
  expect(readFileSync(file, 'utf8')).toBe(text)
  const listed = await opened.call('/api/uploads')
  expect(await listed.json()).toMatchObject({
    uploads: [{ name: 'orders.csv', bytes: text.length }],
  })
})

test.each(['..%2Forders.csv', '.hidden.csv', 'orders.exe', 'orders'])(
  'a file called %s is not taken',
  async (name) => {
    const opened = await host()
    const { folder } = opened
    const answer = await opened.call(`/api/uploads/${name}`, put('id\n1\n'))
    expect([answer.status, existsSync(join(folder, 'organisations'))]).toStrictEqual([422, false])
  },
)

test.each([
  ['orders.csv', '\u007FELF\u0002\u0001\u0001\u0000\u0000'],
  ['orders.csv', 'PK\u0003\u0004 and what a workbook has'],
  ['orders.txt', '%PDF-1.7 and more'],
  ['orders.json', `{"a":1}${'\u0000'.repeat(3)}`],
  ['orders.xlsx', 'id,total\n1,2.00\n'],
  ['orders.xls', '<html><table></table></html>'],
  ['orders.csv', ''],
])('what is no %s is not kept, and the page says so: %j', async (name, body) => {
  const opened = await host()
  const answer = await opened.call(`/api/uploads/${name}`, put(body))
  expect(answer.status).toBe(422)
  expect(await (await opened.call('/api/uploads')).json()).toStrictEqual({ uploads: [] })
})

test('what was there before stays when something else is brought under its name', async () => {
  const opened = await host()
  await opened.call('/api/uploads/orders.csv', put('id\n1\n'))
  await opened.call('/api/uploads/orders.csv', put('%PDF-1.7'))
  expect(await (await opened.call('/api/uploads')).json()).toMatchObject({
    uploads: [{ name: 'orders.csv', bytes: 5 }],
  })
})

test('a file is taken away, once', async () => {
  const opened = await host()
  await opened.call('/api/uploads/orders.csv', put('id\n1\n'))
  const first = await opened.call('/api/uploads/orders.csv', { method: 'DELETE' })
  const second = await opened.call('/api/uploads/orders.csv', { method: 'DELETE' })
  expect([first.status, second.status]).toStrictEqual([204, 404])
})

test('bringing a file and taking it away are noted', async () => {
  const opened = await host()
  await opened.call('/api/uploads/orders.csv', put('id\n1\n'))
  await opened.call('/api/uploads/orders.csv', { method: 'DELETE' })
  const rows = await opened.installation.store.read((dialect, org) =>
    auditRows(dialect, org, { limit: 50 }),
  )
  expect(rows.map(({ action }) => action)).toStrictEqual(
    expect.arrayContaining(['upload.write', 'upload.remove']),
  )
})

test('a file that a connection reads is not taken away, and says who reads it and how much came of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uploads-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'organisations', 'nordlys', 'files', 'uploads', 'orders.csv')
  const shop = { ...shopConnection(scriptedShop(3)), paths: [path] }
  const opened = await scriptedHost({
    connections: [shop],
    configuration: { folder },
  })
  await opened.call('/api/uploads/orders.csv', put('id\n1\n'))
  await opened.call('/api/uploads/free.csv', put('id\n1\n'))
  await opened.installation.sync(shop)
  const listed = (await (await opened.call('/api/uploads')).json()) as {
    readonly uploads: readonly { readonly name: string }[]
  }
  expect(listed.uploads.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
    { name: 'free.csv', usedBy: [] },
    { name: 'orders.csv', usedBy: ['shop'], rows: 3 },
  ])
  const refused = await opened.call('/api/uploads/orders.csv', { method: 'DELETE' })
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { detail: 'orders.csv is read by shop.' },
  ])
  expect(existsSync(path)).toBe(true)
})

test('what the store keeps with a mistake in it reads a file as well', async () => {
  const opened = await host()
  await opened.call('/api/uploads/orders.csv', put('id\n1\n'))
  const value = JSON.stringify({ config: { sources: { rows: { path: './uploads/ord*.csv' } } } })
  const entry = { section: 'connections', id: 'broken', value, over: undefined }
  await opened.installation.store.write((dialect, org) =>
    changeEntry(dialect, org, { ...entry, changedAt: 1, changedBy: 'command' }),
  )
  const refused = await opened.call('/api/uploads/orders.csv', { method: 'DELETE' })
  expect(refused.status).toBe(409)
})
