import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { started } from './testing/started.ts'

const mug = { sku: 'MUG', name: 'Mug', quantity: 1, total: 125_00, vatPercent: 25 }

/** Takes events with a status, and keeps the orders that they name. */
async function receiver(statuses: number[]) {
  const seen: { readonly orders: readonly number[]; readonly authorization: string | undefined }[] =
    []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const events = JSON.parse(Buffer.concat(pieces).toString()) as {
        data: { order_id: number }
      }[]
      seen.push({
        orders: events.map(({ data }) => data.order_id),
        authorization: request.headers.authorization,
      })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

test('events come in arrays of ten, in order, with the name and the password of the receiver', async () => {
  const { sitoo } = await started()
  const { baseUrl, seen } = await receiver([])
  sitoo.events.subscribe({ baseUrl, username: 'u', password: 'p' })
  for (let count = 0; count < 12; count += 1) sitoo.admin.sell({ lines: [mug] })
  await sitoo.events.deliver()
  expect(seen).toStrictEqual([
    { orders: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], authorization: 'Basic dTpw' },
    { orders: [11, 12], authorization: 'Basic dTpw' },
  ])
})

test('a batch that is answered 503 blocks all later ones until it is taken', async () => {
  const { sitoo } = await started()
  const { baseUrl, seen } = await receiver([503])
  sitoo.events.subscribe({ baseUrl })
  sitoo.admin.sell({ lines: [mug] })
  await sitoo.events.deliver()
  sitoo.admin.sell({ lines: [mug] })
  await sitoo.events.deliver()
  expect(seen.map(({ orders }) => orders)).toStrictEqual([[1], [1, 2]])
})

test('a batch that is refused for good is gone', async () => {
  const { sitoo } = await started()
  const { baseUrl, seen } = await receiver([400])
  sitoo.events.subscribe({ baseUrl })
  sitoo.admin.sell({ lines: [mug] })
  await sitoo.events.deliver()
  await sitoo.events.deliver()
  expect(seen.length).toBe(1)
})

test('a batch may come twice', async () => {
  const { sitoo } = await started()
  const { baseUrl, seen } = await receiver([])
  sitoo.events.subscribe({ baseUrl })
  sitoo.events.set({ doubled: true })
  sitoo.admin.sell({ lines: [mug] })
  await sitoo.events.deliver()
  expect(seen.map(({ orders }) => orders)).toStrictEqual([[1], [1]])
})
