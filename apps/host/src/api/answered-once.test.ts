import { expect, test } from 'vitest'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const openShop = (now?: () => number): Promise<ScriptedHost> =>
  scriptedHost({ connections: [shopConnection(scriptedShop(1))], ...(now && { now }) })

async function sync(host: ScriptedHost, key: string, body: object = {}) {
  const response = await host.call('/api/connections/shop/sync', {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as { readonly run?: string } }
}

const runs = async (host: ScriptedHost) => {
  const answer = await host.call('/api/runs')
  return ((await answer.json()) as { readonly runs: readonly object[] }).runs.length
}

test('a request that comes again with its key is answered as before, and does nothing', async () => {
  const host = await openShop()
  const first = await sync(host, 'one', { full: true })
  await sync(host, 'two')
  const again = await sync(host, 'one', { full: true })
  expect([again, await runs(host)]).toStrictEqual([first, 2])
})

test('a key that something else is asked for under is refused', async () => {
  const host = await openShop()
  await sync(host, 'one')
  const { status } = await sync(host, 'one', { full: true })
  expect([status, await runs(host)]).toStrictEqual([409, 1])
})

test('of two requests with one key at once, one is done', async () => {
  const host = await openShop()
  const [one, other] = await Promise.all([sync(host, 'one'), sync(host, 'one')])
  const statuses = [one.status, other.status].toSorted((first, second) => first - second)
  expect([statuses[0], await runs(host)]).toStrictEqual([202, 1])
  expect([202, 409]).toContain(statuses[1])
})

test('a key is free again after a day', async () => {
  let at = Date.parse('2026-11-02T18:00:00Z')
  const host = await openShop(() => at)
  await sync(host, 'one')
  at += 86_400_001
  const { status } = await sync(host, 'one', { full: true })
  expect([status, await runs(host)]).toStrictEqual([202, 2])
})

test('what was refused may be asked for again under its key', async () => {
  const host = await openShop()
  const pause = (deed: string) => host.call(`/api/connections/shop/${deed}`, { method: 'POST' })
  await pause('pause')
  const refused = await sync(host, 'one')
  await pause('resume')
  expect([refused.status, (await sync(host, 'one')).status]).toStrictEqual([409, 202])
})

test('a key of another form is refused', async () => {
  const host = await openShop()
  expect((await sync(host, 'a key with spaces')).status).toBe(400)
})
