import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Effect } from './effects.ts'

/** What the next request meets. */
export type SinkMishap =
  /** Refused, and nothing is done. */
  | { readonly kind: 'status'; readonly status: 429 | 503 }
  /** Done, and the answer is lost. */
  | { readonly kind: 'reset' }
  /** Done, and nobody answers before the sender's time is over. */
  | { readonly kind: 'silence' }
  /** Done so much later: others may have sent since. */
  | { readonly kind: 'late'; readonly delayMs: number }

/** A receiver of webhooks that takes each id once, and writes down what it took in its order. */
export interface CountingSink {
  readonly url: string
  readonly effects: readonly Effect[]
  /** Requests that repeated an id. */
  repeats(): number
  next(...mishaps: readonly SinkMishap[]): void
  calm(): void
  close(): Promise<void>
}

/** What the connector sends; the mapping of the configuration makes `data`. */
interface Envelope {
  readonly op: 'write' | 'delete'
  readonly key: string
  readonly data: unknown
}

/** @param forgets Whether no key is known again, as if each repeat had a new one. */
export async function startCountingSink(forgets = false): Promise<CountingSink> {
  const effects: Effect[] = []
  const known = new Set<string>()
  const coming: SinkMishap[] = []
  let repeats = 0
  const take = (key: string, text: string) => {
    const id = forgets ? randomUUID() : key
    if (known.has(id)) {
      repeats += 1
      return
    }
    known.add(id)
    const { op, key: item, data } = JSON.parse(text) as Envelope
    effects.push({ id, op, key: item, body: JSON.stringify(data) })
  }
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const mishap = request.method === 'POST' ? coming.shift() : undefined
    if (mishap?.kind === 'status') {
      response.writeHead(mishap.status).end()
      return
    }
    if (mishap?.kind === 'late') await sleep(mishap.delayMs)
    if (request.method === 'POST')
      take(String(request.headers['webhook-id']), Buffer.concat(pieces).toString('utf8'))
    if (mishap?.kind === 'silence') return
    if (mishap?.kind === 'reset') response.destroy()
    else response.writeHead(204).end()
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects,
    repeats: () => repeats,
    next: (...mishaps) => {
      coming.push(...mishaps)
    },
    calm: () => {
      coming.length = 0
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
