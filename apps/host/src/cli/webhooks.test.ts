import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { hookedFolder } from '../testing/hooked-folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

async function run(folder: string, ...words: readonly string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(words, terminal)
  return { code, output: terminal.output, messages: terminal.messages }
}

test('what vendors were told is shown without its secret', async () => {
  const folder = hookedFolder()
  const registered = await run(folder, 'webhooks', 'register', 'shop', '--json')
  expect(JSON.parse(registered.output)).toMatchObject({
    ok: true,
    webhooks: [
      {
        connection: 'shop',
        address: expect.stringMatching(/^https:\/\/data\.example\/hooks\/shop\/[\w-]{32}$/),
        registered: [{ id: 'hook-1', topic: 'orders' }],
        waiting: 0,
        failed: 0,
      },
    ],
  })
  const shown = await run(folder, 'webhooks', 'show')
  expect(shown.output).toMatch(/shop +1 +\d{4}-\d\d-\d\d \d\d:\d\d UTC/)
  const said = [registered, shown].map(({ output, messages }) => output + messages).join('')
  expect(said).not.toContain('very-secret')
})

test('the addresses of surfaces are shown too', async () => {
  const { output } = await run(hookedFolder(), 'webhooks', 'register')
  expect(output).toMatch(
    /^shop, surface till: https:\/\/data\.example\/surfaces\/shop\/till\/[\w-]{32}$/m,
  )
})

test('an address stays the same, because vendors know it', async () => {
  const folder = hookedFolder()
  const addresses: unknown[] = []
  for (let time = 0; time < 2; time += 1) {
    const { output } = await run(folder, 'webhooks', 'register', '--json')
    const { webhooks } = JSON.parse(output) as { webhooks: { address: string }[] }
    addresses.push(webhooks[0]?.address)
  }
  expect(addresses[0]).toBe(addresses[1])
})

test('before the first registration it is said what to do', async () => {
  const folder = hookedFolder()
  await run(folder, 'sync')
  const { code, output } = await run(folder, 'webhooks', 'show')
  expect([code, output]).toStrictEqual([
    0,
    expect.stringContaining('shop: no address yet; the first `cartograph serve` makes it'),
  ])
})

test('a connector that cannot take webhooks away says so', async () => {
  const folder = hookedFolder()
  await run(folder, 'webhooks', 'register', 'shop')
  const { code, messages } = await run(folder, 'webhooks', 'remove', 'shop')
  expect([code, messages]).toStrictEqual([
    2,
    expect.stringContaining('cannot take webhooks away by itself'),
  ])
})

test('a connection that takes no webhooks is named', async () => {
  const folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\n' })
  const { code, messages } = await run(folder, 'webhooks', 'register', 'shop')
  expect([code, messages]).toStrictEqual([
    2,
    expect.stringContaining('There is no connection shop.'),
  ])
})

test('without connections that take webhooks there is nothing to register', async () => {
  const folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\n' })
  const { code, output } = await run(folder, 'webhooks', 'register')
  expect([code, output]).toStrictEqual([0, 'No connection takes webhooks.\n'])
})

test('a port that is taken by another program is named', async () => {
  const other = createServer()
  onTestFinished(() => {
    other.close()
  })
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { code, messages } = await run(hookedFolder(), 'serve', '--port', String(port))
  expect([code, messages]).toStrictEqual([
    2,
    expect.stringContaining(`The port ${port} of 127.0.0.1 is taken`),
  ])
})

test('an action that does not exist is refused', async () => {
  const { code, messages } = await run(hookedFolder(), 'webhooks', 'delete')
  expect([code, messages]).toStrictEqual([2, expect.stringContaining('register, show, remove')])
})
