import { expect, test } from 'vitest'
import { auditRows } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const post = { method: 'POST' }

async function host(options: { readonly url?: null } = {}) {
  const hooks = scriptedHooks()
  const opened = await scriptedHost({
    connections: [withHooks(shopConnection(scriptedShop(0)), hooks)],
    ...options,
  })
  const show = async () => {
    const answer = await opened.call('/api/connections/shop/webhooks')
    return (await answer.json()) as Readonly<Record<string, unknown>>
  }
  return { ...opened, hooks, show }
}

test('where a connection is called is told, with what the vendor was told and without its secret', async () => {
  const opened = await host()
  await opened.call('/api/connections/shop/webhooks/register', post)
  const state = await opened.show()
  expect(state).toMatchObject({
    connection: 'shop',
    address: expect.stringMatching(/^https:\/\/data\.example\/hooks\/shop\/[\w-]{32}$/u),
    takesWebhooks: true,
    registersItself: true,
    permissions: [],
    registered: [{ id: 'hook-1', topic: 'orders' }],
    waiting: 0,
    failed: 0,
  })
  expect(JSON.stringify(state)).not.toContain('hook-secret')
})

test('registering again tells the vendor again, at the same address, and is noted', async () => {
  const opened = await host()
  const { hooks, installation } = opened
  await opened.call('/api/connections/shop/webhooks/register', post)
  const before = hooks.registeredAt.length
  await opened.call('/api/connections/shop/webhooks/register', post)
  // The host that serves may have told it as well.
  expect(hooks.registeredAt.length).toBeGreaterThan(before)
  expect(new Set(hooks.registeredAt).size).toBe(1)
  const rows = await installation.store.read((dialect, org) =>
    auditRows(dialect, org, { limit: 50 }),
  )
  expect(rows.filter(({ action }) => action === 'webhooks.register')).toHaveLength(2)
})

test('when the newest webhook came is told', async () => {
  const opened = await host()
  expect(await opened.show()).not.toHaveProperty('receivedAt')
  await opened.hook('shop', JSON.stringify({ entries: [] }))
  await until(async () => 'receivedAt' in (await opened.show()))
})

test('what is removed is taken away from the vendor, and noted', async () => {
  const opened = await host()
  await opened.call('/api/connections/shop/webhooks/register', post)
  const answer = await opened.call('/api/connections/shop/webhooks/remove', post)
  expect(await answer.json()).toMatchObject({ registered: [] })
  const rows = await opened.installation.store.read((dialect, org) =>
    auditRows(dialect, org, { limit: 50 }),
  )
  expect(rows.map(({ action }) => action)).toContain('webhooks.remove')
})

test('without a public address nobody can be told', async () => {
  const opened = await host({ url: null })
  const answer = await opened.call('/api/connections/shop/webhooks/register', post)
  expect(answer.status).toBe(400)
})

test('a connection that is never called says so', async () => {
  const opened = await scriptedHost({ connections: [shopConnection(scriptedShop(0))] })
  const answer = await opened.call('/api/connections/shop/webhooks')
  expect(answer.status).toBe(409)
})
