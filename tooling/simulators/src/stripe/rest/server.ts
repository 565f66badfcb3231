import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { HttpRequest } from './application.ts'

/** Sends one answer, however well or badly. */
export type Responder = (request: HttpRequest, response: ServerResponse) => Promise<void>

export interface Listening {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** Listens on this machine alone, at a port that is free. */
export async function listening(respond: Responder): Promise<Listening> {
  const server = createServer((incoming, response) => {
    read(incoming)
      .then((request) => respond(request, response))
      .catch((error: unknown) => {
        tellMistake(response, error)
      })
  })
  // Longer than clients keep an idle line, so that none of them writes on one that was just closed.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, host: '127.0.0.1', port, close: () => closed(server) }
}

/** A mistake of the double's own must not look like a broken line. Whoever went away is told nothing. */
function tellMistake(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(500, { 'content-type': 'text/plain' })
  response.end(error instanceof Error ? error.stack : 'The simulated Stripe failed.')
}

async function read(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const [path = '', search = ''] = (incoming.url ?? '').split('?')
  return {
    method: incoming.method ?? 'GET',
    path,
    search,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
  })
}
