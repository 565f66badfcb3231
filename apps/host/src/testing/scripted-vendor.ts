import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { author, type Connector, type Context, type Json } from '@cartograph/core'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'
import {
  connectionContext,
  openLines,
  type ContextOptions,
  type LineSettings,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

export interface ScriptedVendor {
  readonly origin: string
  readonly host: string
  readonly seen: SeenRequest[]
  /** What the next requests are answered, one by one; without one the answer is 200 and `[]`. */
  readonly script: Answer[]
  close(): Promise<void>
}

/** A real server on this machine that breaks in the ways that vendors do. */
export async function scriptedVendor(): Promise<ScriptedVendor> {
  const seen: SeenRequest[] = []
  const script: Answer[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      seen.push({ method, url, headers, body: Buffer.concat(pieces).toString() })
      const answer = script.shift() ?? status(200, '[]')
      answer(response, request)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${host}`,
    host,
    seen,
    script,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function status(
  code: number,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) => response.writeHead(code, headers).end(body)
}

export function redirectTo(location: string): Answer {
  return status(302, '', { location })
}

/** The connection breaks before an answer. */
export const reset: Answer = (response) => response.destroy()

/** The connection breaks in the middle of the body. */
export const truncated: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' })
  response.write('[1,2', () => response.destroy())
}

/** An answer that never ends, with or without a beginning. */
export const silent: Answer = () => {}
export const slowBody: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' })
  response.write('[1,2')
}

const { connector } = author(z.unknown())

/** A connection to a vendor that is there for its requests alone. */
export function vendorConnection(
  hosts: readonly string[],
  more: Partial<Connector<unknown, Json>> = {},
  changes: Partial<Connection> = {},
): Connection {
  return {
    id: 'shop',
    connectorName: 'shop',
    version: '1.0.0',
    connector: {
      ...connector({
        id: 'shop',
        name: 'Shop',
        hosts: () => hosts,
        check: async () => ({ account: {} }),
        parts: () => ({}),
      }),
      ...more,
    },
    config: {},
    fingerprint: 'f',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings: [],
    ...changes,
  }
}

/** A context of the connection on a line of its own, which waits hardly between attempts. */
export function lonelyContext(
  connection: Connection,
  options: Partial<ContextOptions> = {},
  settings: Partial<LineSettings> = {},
): Context<unknown> {
  return connectionContext(openLines({ backOffMs: 1, ...settings }).of(connection), {
    clock: engineClock(),
    signal: new AbortController().signal,
    dry: false,
    streams: [],
    ...options,
  })
}
