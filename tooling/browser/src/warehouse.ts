import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Warehouse {
  readonly url: string
  readonly close: () => Promise<void>
}

/** A receiver that refuses everything the first time: what it is sent becomes a dead letter, and is taken when it is sent again. */
export async function startWarehouse(): Promise<Warehouse> {
  const seen = new Set<string>()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      response.writeHead(seen.has(body) ? 200 : 422).end()
      seen.add(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/orders`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
