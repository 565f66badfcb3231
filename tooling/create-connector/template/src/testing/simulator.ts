import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const token = 'token-0123456789'
const pageSize = 20

interface Answer {
  readonly status: number
  readonly body: unknown
}

/**
 * A double of the shop on this machine, written from its documentation and not from the connector.
 *
 * @param port 0 takes any that is free.
 */
export async function startSimulator(port = 0) {
  const orders = new Map<number, object>()
  const sales = new Map<string, unknown>()
  let revision = 0
  let newest = 0
  const change = (id: number) => {
    revision += 1
    const total = `${id}.${String(revision % 100).padStart(2, '0')}`
    const placed_at = new Date(Date.UTC(2026, 0, 1, 0, id)).toISOString()
    orders.set(id, {
      id,
      revision,
      placed_at,
      currency: 'EUR',
      total,
      email: `anna${id}@shop.example`,
    })
    return id
  }
  const create = () => {
    newest += 1
    return change(newest)
  }
  for (let count = 0; count < 45; count += 1) create()

  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const { method = 'GET', headers } = request
    if (headers.authorization !== `Bearer ${token}`) return { status: 401, body: 'unknown token' }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop')
    const [, kind, name = ''] = pathname.split('/').map(decodeURIComponent)
    if (kind === 'account') return { status: 200, body: { name: 'The simulated shop' } }
    if (kind === 'orders' && name !== '') return found(orders.get(Number(name)))
    if (kind === 'orders') return { status: 200, body: listed(Number(searchParams.get('after'))) }
    if (kind === 'sales' && method === 'PUT') return take(name, await bodyOf(request))
    if (kind === 'sales' && method === 'DELETE') return found(sales.delete(name) || undefined)
    return found(undefined)
  }
  const listed = (after: number) => {
    const ids = [...orders.keys()].filter((id) => id > after).toSorted((a, b) => a - b)
    return {
      orders: ids.slice(0, pageSize).map((id) => orders.get(id)),
      more: ids.length > pageSize,
    }
  }
  const take = (name: string, body: unknown): Answer => {
    const { total } = body as { readonly total: number }
    if (total < 0) return { status: 422, body: 'a total below zero' }
    sales.set(name, body)
    return { status: 200, body: {} }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, body } = await answerTo(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  const ids = () => [...orders.keys()]
  return {
    settings: { url: `http://127.0.0.1:${taken}`, token },
    streams: {
      orders: {
        keys: ids,
        create,
        update: () => change(ids()[3] ?? 1),
        remove: () => {
          const [first = 0] = ids()
          orders.delete(first)
          return first
        },
        tie: (count: number) => ids().slice(0, count).map(change),
      },
    },
    sinks: {
      sales: {
        items: (count: number) =>
          Array.from({ length: count }, (_none, index) => saleNumber(index, 100 + index)),
        bad: saleNumber(999, -1),
        stored: () => [...sales.values()],
      },
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function saleNumber(index: number, total: number) {
  return { id: `sale ${index} ü`, placedAt: '2026-01-01T00:00:00.000Z', currency: 'EUR', total }
}

function found(body: unknown): Answer {
  return body === undefined ? { status: 404, body: 'not here' } : { status: 200, body }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return JSON.parse(Buffer.concat(pieces).toString()) as unknown
}
