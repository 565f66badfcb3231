import { afterEach, expect, test } from 'vitest'
import { writeCommerce } from '../store/index.ts'
import { shopCode } from '../testing/folder.ts'
import { until } from '../testing/scripted-host.ts'
import { installed, shopConnection } from './testing/installed.ts'

/** What the shop is asked waits here. */
interface Gate {
  isReached: boolean
  isCalledOff: boolean
  readonly open: Promise<void>
}
const gates = globalThis as { shopGate?: Gate }
afterEach(() => {
  delete gates.shopGate
})

const slowShop = shopCode.replace(
  'check: async () => ({ account: {} }),',
  `check: async ({ signal }) => {
    const gate = globalThis.shopGate
    if (gate === undefined) return { account: {} }
    gate.isReached = true
    signal.addEventListener('abort', () => { gate.isCalledOff = true })
    await gate.open
    return { account: {} }
  },`,
)

test('what is asked before the configuration changes is answered, and not called off', async () => {
  const { ask, put, token, reload } = await installed('', { code: slowShop })
  expect(await put(token, 'connections/butik', shopConnection)).toBe(201)
  const opened = Promise.withResolvers<void>()
  const gate: Gate = { isReached: false, isCalledOff: false, open: opened.promise }
  gates.shopGate = gate
  const asked = ask(token, '/api/connections/butik/check', { method: 'POST' })
  await until(() => gate.isReached)
  await reload()
  // Whoever is next answers already.
  expect((await ask(token, '/api/connectors')).status).toBe(200)
  expect(gate.isCalledOff).toBe(false)
  opened.resolve()
  expect(await (await asked).json()).toMatchObject({ ok: true })
})

test('an export that is under way when the configuration changes is whole', async () => {
  const { ask, token, store, reload } = await installed()
  const rows = Array.from({ length: 3500 }, (_, at) => {
    const id = `shop:${String(at).padStart(5, '0')}`
    return { entity: 'customer', id, data: JSON.stringify({ id }), hash: id }
  })
  await store.write((dialect, org) =>
    writeCommerce(dialect, org, 'shop', [{ before: [], after: rows }], 0),
  )
  const answer = await ask(token, '/api/exports/customer?format=ndjson')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader?.read())?.value ?? ''
  await reload()
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
    text += next.value
  expect(text.trimEnd().split('\n')).toHaveLength(rows.length)
})

test('a host whose configuration changes is ready all the while', async () => {
  const { ask, ready, token, reload } = await installed()
  const over = new AbortController()
  const told = new Set<number>()
  const asking = (async () => {
    while (!over.signal.aborted) {
      told.add(await ready())
      told.add((await ask(token, '/ready')).status)
      await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  for (let count = 0; count < 5; count += 1) await reload()
  over.abort()
  await asking
  expect([...told]).toStrictEqual([200])
})
