import { connect as connectPlain } from 'node:net'
import { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { fault, type Context } from '@cartograph/core'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'

const noRequests = () => Promise.reject(new Error('Mails are no requests.'))

/** A context that connects as the host does. */
export function testContext(
  config: z.input<typeof settings>,
  signal: AbortSignal = new AbortController().signal,
): Context<Settings> {
  const now = Date.UTC(2026, 10, 1)
  const fetch: Context<Settings>['fetch'] = Object.assign(noRequests, { with: () => fetch })
  return {
    config: settings.parse(config),
    account: { timeZone: 'UTC', currency: 'EUR', country: 'SE' },
    fetch,
    signal,
    now: () => now,
    memo: (_key, _freshMs, load) => load(),
    url: () => 'https://cartograph.example/hooks/abc',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    run: { dry: false, until: now, streams: [] },
    connect: ({ host, port, tls }) =>
      new Promise((resolve, reject) => {
        const socket = tls ? connectTls({ host, port }) : connectPlain({ host, port })
        socket.once('error', () =>
          reject(fault({ kind: 'transient', message: `${host}:${port} cannot be reached.` })),
        )
        socket.once(tls ? 'secureConnect' : 'connect', () => {
          socket.on('error', ignore)
          signal.addEventListener('abort', () => socket.destroy(signal.reason as Error))
          const { readable, writable } = Duplex.toWeb(socket)
          resolve({ readable: readable as ReadableStream<Uint8Array>, writable })
        })
      }),
  }
}

function ignore(): void {}
