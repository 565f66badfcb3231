import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fault } from '@cartograph/core'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Listening {
  /** Where this machine reaches the host. */
  readonly url: string
  /** Takes no more requests, and settles when those under way are answered, or after that time. */
  readonly close: (graceMs: number) => Promise<void>
}

const sweepMs = 25
/** Slow clients hold a connection no longer than this before their request is whole. */
const requestTimeoutMs = 60_000

/**
 * Listens for HTTP.
 *
 * @throws a `config` fault where the port is taken, or the address is not one of this machine.
 */
export async function listen(
  app: Hono,
  place: {
    readonly address: string
    readonly port: number
    /** The part of the configuration that says so. */
    readonly setting?: readonly string[]
  },
): Promise<Listening> {
  const { address, port, setting = ['host'] } = place
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs },
  }) as Server
  const underWay = new Set<ServerResponse>()
  server.on('request', (_request, response: ServerResponse) => {
    underWay.add(response)
    response.on('close', () => underWay.delete(response))
  })
  server.listen(port, address)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw listeningFault(error, { address, port, setting })
  }
  const bound = server.address() as AddressInfo
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
  return {
    url: `http://${name}:${bound.port}`,
    close: async (graceMs) => {
      const closed = once(server, 'close')
      server.close()
      // Connections outlive their requests, and clients open some in advance: nothing is lost with those.
      const sweeping = setInterval(() => {
        if (underWay.size === 0) server.closeAllConnections()
      }, sweepMs)
      const grace = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearInterval(sweeping)
      clearTimeout(grace)
    },
  }
}

function listeningFault(
  error: unknown,
  {
    address,
    port,
    setting,
  }: { readonly address: string; readonly port: number; readonly setting: readonly string[] },
): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE')
    return fault(
      {
        kind: 'config',
        path: [...setting, 'port'],
        message: `The port ${port} of ${address} is taken by another program.`,
        hint: 'Choose another one, or end the other program.',
      },
      error,
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EACCES')
    return fault(
      {
        kind: 'config',
        path: [...setting, 'address'],
        message: `This user cannot listen on port ${port} of ${address}.`,
        hint: 'Ports below 1024 are for administrators; the address must be one of this machine.',
      },
      error,
    )
  return error
}
