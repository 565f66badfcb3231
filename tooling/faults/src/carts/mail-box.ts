import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message as it arrived. */
export interface ArrivedMessage {
  readonly cart: string
  /** The first is 1. */
  readonly step: number
  readonly key: string
  /** The virtual instant of the step in which it came. */
  readonly at: number
}

export interface MailBox {
  readonly url: string
  readonly arrived: readonly ArrivedMessage[]
  close(): Promise<void>
}

/**
 * Takes messages, in weather: some are refused before anybody has read them, and of some that were taken the answer is lost.
 *
 * `chance` is asked once a request, so the weather is that of the seed.
 */
export async function openMailBox(
  now: () => number,
  chance: (probability: number) => boolean,
): Promise<MailBox> {
  const arrived: ArrivedMessage[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      if (request.method === 'OPTIONS') return response.writeHead(204).end()
      if (chance(0.02)) return response.writeHead(429, { 'retry-after': '0' }).end()
      const { cart, step } = JSON.parse(text) as { readonly cart: string; readonly step: number }
      const key = String(request.headers['webhook-id'] ?? '')
      arrived.push({ cart, step, key, at: now() })
      return chance(0.01) ? response.destroy() : response.writeHead(202).end('Taken')
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
