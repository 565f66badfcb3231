import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly signature: string
  readonly body: string
}

/** Takes webhooks, and answers them with whatever status is due. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** The next ones are answered so, in this order; then 200. */
  answerNext(...statuses: readonly number[]): void
  close(): Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const statuses: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature'])
      received.push({ signature, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerNext(...next) {
      statuses.push(...next)
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}
