import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A request as the web server hands it to the store. */
export interface Incoming {
  readonly method: string
  /** Path with query, as it was called. */
  readonly target: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly secure: boolean
}

export interface WebServer {
  /** Such as `http://127.0.0.1:43210`. */
  readonly address: string
  close(): Promise<void>
}

/** Listens on a free port of 127.0.0.1. */
export async function listen(
  answer: (incoming: Incoming, response: ServerResponse) => Promise<void>,
  certificate: { readonly cert: string; readonly key: string } | undefined,
): Promise<WebServer> {
  const secure = certificate !== undefined
  const handled = async (message: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url: target = '/', headers } = message
    try {
      await answer({ method, target, headers, secure, body: await bodyOf(message) }, response)
    } catch (error) {
      // Nothing here is thrown on purpose: what is, is a mistake of the simulator, and must be seen.
      if (response.headersSent) throw error
      response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`The simulator failed: ${String(error)}`)
    }
  }
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    void handled(message, response)
  }
  const server = secure ? createSecureServer(certificate, handle) : createServer(handle)
  // Connections stay open, but nobody says for how long: the recorded answers do not.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
