import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Key } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'
import { webhook } from './webhook.ts'

/** An address that keeps what it is sent. */
async function inbox() {
  const requests: Request[] = []
  const server = createServer((incoming, response) => {
    void requestOf(incoming).then((request) => {
      requests.push(request)
      return response.end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { requests, url: `http://127.0.0.1:${port}/webhook` }
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (typeof value === 'string') headers.set(name, value)
  return new Request('https://cartograph.example/webhook', {
    method: 'POST',
    headers,
    body: Buffer.concat(chunks),
  })
}

test('what a shop sends to what was registered is taken, and says where to look', async () => {
  const { shop, settings } = await simulatedShop()
  const { requests, url } = await inbox()
  const context = testContext(settings, { streams: ['orders'] })
  const registered = await webhook.register?.(context, url, [])
  const changed = shop.admin.createOrder({ status: 'processing' })
  const trashed = shop.admin.createOrder({ status: 'processing' })
  await shop.deliverWebhooks()
  shop.admin.trashOrder(trashed)
  await shop.deliverWebhooks()

  const keys: (Key | undefined)[] = []
  for (const request of requests) {
    await webhook.verify(context, request, registered ?? [])
    const { entries } = await webhook.parse(context, request)
    expect(entries.every(({ op, stream }) => op === 'refresh' && stream === 'orders')).toBe(true)
    keys.push(...entries.map((entry) => ('key' in entry ? entry.key : undefined)))
  }
  expect(keys).toContainEqual([changed])
  expect(keys.filter((key) => key?.[0] === trashed).length).toBeGreaterThan(1)
})
