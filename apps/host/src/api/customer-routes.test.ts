import { beforeEach, expect, test } from 'vitest'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'

let host: ScriptedHost
beforeEach(async () => {
  host = await scriptedHost({ connections: [] })
  const { store } = host.installation
  const createdAt = '2026-01-01T00:00:00.000Z'
  const email = 'ida@example.com'
  await writeRows(store, [
    {
      entity: 'customer',
      id: 'shop:1',
      row: { connection: 'shop', email, firstName: 'Ida', createdAt },
    },
    { entity: 'customer', id: 'till:9', row: { connection: 'till', email } },
    { entity: 'customer', id: 'mail:7', row: { connection: 'mail', firstName: 'Per' } },
  ])
  await followCustomers(store, { signal: new AbortController().signal })
})

interface Listed {
  readonly persons: readonly { readonly id: string; readonly members: readonly string[] }[]
  readonly isCurrent: boolean
}

async function listed(query: string): Promise<Listed> {
  return (await (await host.call(`/api/customers${query}`)).json()) as Listed
}

function post(path: string, body?: object): Promise<Response> {
  return host.call(path, { method: 'POST', ...(body && { body: JSON.stringify(body) }) })
}

test('persons are listed and found', async () => {
  expect((await listed('')).persons).toHaveLength(2)
  const { persons, isCurrent } = await listed('?search=ida')
  expect([persons.map(({ members }) => members), isCurrent]).toStrictEqual([
    [['customer/shop:1', 'customer/till:9']],
    true,
  ])
})

test('a person is explained, split, merged and undone', async () => {
  const [ida] = (await listed('?search=ida')).persons
  const [per] = (await listed('?search=per')).persons
  expect(await (await host.call(`/api/customers/${ida?.id}`)).json()).toMatchObject({
    person: { id: ida?.id },
    joins: [{ member: 'customer/till:9', path: [{ by: 'email' }] }],
  })
  const split = await post(`/api/customers/${ida?.id}/split`, { records: ['customer/till:9'] })
  expect(((await split.json()) as Listed).persons).toHaveLength(2)
  const merged = await post('/api/customers/merge', { persons: [ida?.id, per?.id] })
  expect(await merged.json()).toMatchObject({
    person: { members: ['customer/shop:1', 'customer/mail:7'] },
  })
  expect(await (await post(`/api/customers/${ida?.id}/undo`)).json()).toStrictEqual({ undone: 2 })
})

test('a person is erased, and is not there any more', async () => {
  const [ida] = (await listed('?search=ida')).persons
  expect(
    await (await post(`/api/customers/${ida?.id}/erase`, { dryRun: true })).json(),
  ).toMatchObject({ dry: true, removed: { customer: 2 } })
  expect(await (await post(`/api/customers/${ida?.id}/erase`)).json()).toMatchObject({
    ok: true,
    left: [],
  })
  expect((await listed('?search=ida')).persons).toStrictEqual([])
})

test('erasures are listed, and say nothing of who it was', async () => {
  const [ida] = (await listed('?search=ida')).persons
  await post(`/api/customers/${ida?.id}/erase`)
  const { erasures } = (await (await host.call('/api/customers/erasures')).json()) as {
    readonly erasures: readonly unknown[]
  }
  expect(erasures).toMatchObject([{ person: ida?.id, state: 'done', vendors: [], left: [] }])
  expect(JSON.stringify(erasures)).not.toContain('ida')
})

test('all that is kept of a person is given out', async () => {
  const [ida] = (await listed('?search=ida')).persons
  expect(await (await host.call(`/api/customers/${ida?.id}/export`)).json()).toMatchObject({
    person: { members: ['customer/shop:1', 'customer/till:9'] },
    rows: [{ entity: 'customer' }, { entity: 'customer' }],
    records: [],
  })
  expect(await (await host.call(`/api/customers/${ida?.id}/timeline`)).json()).toStrictEqual({
    moments: [],
  })
})

test('customers are counted', async () => {
  const figures = await host.call('/api/customers/figures?days=7')
  expect(await figures.json()).toMatchObject({ total: 2, by: { source: { mail: 1, shop: 1 } } })
})

test.each([
  ['GET', '/api/customers?limit=0', 400],
  ['GET', '/api/customers?node=nowhere', 400],
  ['GET', '/api/customers/nobody', 404],
  ['GET', '/api/customers/nobody/timeline', 404],
  ['GET', '/api/customers/nobody/export', 404],
  ['GET', '/api/customers/nobody/timeline?before=yesterday', 400],
  ['POST', '/api/customers/merge', 400],
  ['POST', '/api/customers/nobody/undo', 404],
])('%s %s is answered with %i', async (method, path, status) => {
  expect((await host.call(path, { method })).status).toBe(status)
})

test('nobody is told of persons without a token', async () => {
  expect((await host.app.request('http://localhost/api/customers')).status).toBe(401)
})

test('the log tells that persons were looked at, and not who', async () => {
  await listed('?search=ida')
  const messages = host.lines.map(({ message }) => message)
  expect(messages).toContain('By API: persons looked at: 1.')
  expect(messages.join('\n')).not.toContain('ida')
})
