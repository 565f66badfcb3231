import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { listAddresses } from '../store/index.ts'
import { rightSignature, scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
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

test('what never ends holds a stop up for its grace and no longer, and the log says so', async () => {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const hooks = scriptedHooks()
  const connection = withHooks(shopConnection(scriptedShop(0)), hooks)
  const { connector } = connection
  const hanging = {
    ...connection,
    connector: {
      ...connector,
      parts: (known: Parameters<typeof connector.parts>[0]) => {
        const parts = connector.parts(known)
        const { webhook } = parts
        return {
          ...parts,
          ...(webhook !== undefined && {
            webhook: { ...webhook, parse: () => new Promise<never>(() => {}) },
          }),
        }
      },
    },
  }
  const stopping = new AbortController()
  const listening = Promise.withResolvers<string>()
  const said: string[] = []
  const token = 'figures-0123456789'
  const given = installation.installation([hanging], [])
  const configuration = { ...given.configuration, host: { metrics: { token } } }
  const stopped = serve(
    { ...given, configuration },
    {
      address: '127.0.0.1',
      port: 0,
      newToken: false,
      showToken: () => {},
      log: ({ message }) => said.push(message),
      signal: stopping.signal,
      onListening: listening.resolve,
      waits: { ...shortWaits, answerMs: 1 },
      graceMs: 1100,
    },
  )
  const url = await listening.promise
  const [address] = await installation.store.read(listAddresses)
  await fetch(`${url}/hooks/shop/${address?.token}`, {
    method: 'POST',
    headers: { 'x-signature': rightSignature },
    body: '{}',
  })
  const isWorkedOn = async () => {
    const headers = { authorization: `Bearer ${token}` }
    const text = await (await fetch(`${url}/metrics`, { headers })).text()
    return text.includes('cartograph_queue_jobs{lane="webhook",state="running"} 1')
  }
  // A look that found nothing ends at once; the one that found the webhook goes on.
  await until(async () => {
    const before = await isWorkedOn()
    await sleep(50)
    return before && (await isWorkedOn())
  })
  stopping.abort()
  await stopped
  expect(said.slice(-2)).toStrictEqual([
    'Not everything that was under way has ended; the next start takes it up.',
    'Stopped.',
  ])
})

test('figures have an address of their own where the configuration says so', async () => {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const given = installation.installation([], [])
  const stopping = new AbortController()
  const told = Promise.withResolvers<string>()
  const stopped = serve(
    { ...given, configuration: { ...given.configuration, host: { metrics: { port: 0 } } } },
    {
      address: '127.0.0.1',
      port: 0,
      newToken: false,
      showToken: () => {},
      log: ({ fields }) => {
        if (typeof fields?.['metrics'] === 'string') told.resolve(fields['metrics'])
      },
      signal: stopping.signal,
    },
  )
  const response = await fetch(`${await told.promise}/metrics`)
  expect([response.status, await response.text()]).toStrictEqual([
    200,
    expect.stringContaining('nodejs_eventloop_lag_p99_seconds'),
  ])
  stopping.abort()
  await stopped
})

test('a host whose port is taken says which setting names it', async () => {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => {
    other.close()
  })
  const { port } = other.address() as AddressInfo
  const given = installation.installation([], [])
  const start = (settings: { readonly port: number; readonly metrics?: object }) =>
    serve(
      { ...given, configuration: { ...given.configuration, host: { ...settings } } },
      {
        address: '127.0.0.1',
        port: settings.port,
        newToken: false,
        showToken: () => {},
        log: () => {},
        signal: new AbortController().signal,
      },
    )
  await expect(start({ port })).rejects.toMatchObject({ kind: 'config', path: ['host', 'port'] })
  await expect(start({ port: 0, metrics: { port } })).rejects.toMatchObject({
    kind: 'config',
    path: ['host', 'metrics', 'port'],
  })
})

test('what was asked before the host is told to stop is answered, and what comes after is refused', async () => {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const connection = shopConnection(scriptedShop(0))
  const [asked, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow: typeof connection = {
    ...connection,
    connector: {
      ...connection.connector,
      check: async ({ signal }) => {
        asked.resolve()
        const calledOff = once(signal, 'abort').then(() => signal.throwIfAborted())
        await Promise.race([opened.promise, calledOff])
        return { account: {} }
      },
    },
  }
  const stopping = new AbortController()
  const listening = Promise.withResolvers<string>()
  let token = ''
  const stopped = serve(installation.installation([slow], []), {
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
  })
  const url = await listening.promise
  const headers = { authorization: `Bearer ${token}` }
  const check = fetch(`${url}/api/connections/shop/check`, { method: 'POST', headers })
  const keptOpen = fetch(`${url}/health`)
  await asked.promise
  await keptOpen
  stopping.abort()
  const refusedNow = await fetch(`${url}/api/status`, { headers }).catch(() => undefined)
  opened.resolve()
  expect(await (await check).json()).toMatchObject({ id: 'shop', ok: true })
  expect(refusedNow?.status ?? 503).toBe(503)
  await stopped
})
