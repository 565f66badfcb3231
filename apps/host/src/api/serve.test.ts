import { expect, onTestFinished, test } from 'vitest'
import { noWaits, scriptedInstallation } from '../testing/scripted-installation.ts'
import { shortWaits, until } from '../testing/scripted-host.ts'
import { refused, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { serve } from './index.ts'

/** A host on a real port, with a shop whose second page does not come for ten minutes. */
async function servingShop() {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const shop = Object.assign(scriptedShop(25), { pageSize: 10 })
  shop.failures.push(undefined, refused('transient'))
  const stopping = new AbortController()
  const listening = Promise.withResolvers<string>()
  let token = ''
  const stopped = serve(installation.installation([shopConnection(shop)], []), {
    address: '127.0.0.1',
    port: 0,
    newToken: false,
    showToken: (made) => {
      token = made
    },
    log: () => {},
    signal: stopping.signal,
    onListening: listening.resolve,
    waits: shortWaits,
    engine: { waits: { ...noWaits, retryMs: 600_000, longestRetryMs: 600_000 } },
  })
  const url = await listening.promise
  const headers = { authorization: `Bearer ${token}` }
  const asked = await fetch(`${url}/api/connections/shop/sync`, { method: 'POST', headers })
  const { run } = (await asked.json()) as { run: string }
  await until(() => shop.failures.length === 0)
  const events = await fetch(`${url}/api/runs/${run}/events`, { headers })
  return { url, headers, run, events, stopped, stop: () => stopping.abort() }
}

test('who watches sees progress before the run has ended, and holds up no stop', async () => {
  const { events, stopped, stop } = await servingShop()
  const reader = events.body?.getReader()
  const first = Buffer.from((await reader?.read())?.value ?? []).toString('utf8')
  expect(first).toContain('"read":10')
  stop()
  await stopped
  let rest = await reader?.read()
  while (rest?.done === false) rest = await reader?.read()
  expect(rest).toStrictEqual({ done: true, value: undefined })
})

test('who watches and leaves takes nothing from the others', async () => {
  const { url, headers, run, events, stopped, stop } = await servingShop()
  await events.body?.cancel()
  const again = await fetch(`${url}/api/runs/${run}`, { headers })
  expect(((await again.json()) as { status: string }).status).toBe('running')
  stop()
  await stopped
})
