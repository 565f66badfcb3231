import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Receiver {
  readonly url: string
  /** What came so far; each can be made into as many requests as are needed. */
  readonly received: () => readonly Delivery[]
  /** What a double without HTTP hands over. */
  readonly receive: (request: Request) => Promise<void>
  readonly close: () => Promise<void>
}

export interface Delivery {
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

/** An address on this machine that takes every webhook and answers 200. */
export async function openReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = []
  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.on('end', () => {
      const headers = new Headers()
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === 'string') headers.set(name, value)
      deliveries.push({ headers, body: new Uint8Array(Buffer.concat(pieces)) })
      outgoing.end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks/conformance`,
    received: () => [...deliveries],
    receive: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer())
      deliveries.push({ headers: request.headers, body })
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The delivery as a request, as often as it is needed. */
export function requestOf({ headers, body }: Delivery, url: string): Request {
  return new Request(url, { method: 'POST', headers, body })
}
