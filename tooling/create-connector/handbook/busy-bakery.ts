import { createHmac } from 'node:crypto'
import type { Simulated } from '@cartograph/testkit'

type Row = {
  readonly id: number
  readonly revision: number
  readonly total: string
  readonly changed: number
  readonly store: 'north' | 'south'
}
type Hook = {
  readonly id: string
  readonly url: string
  readonly secret: string
  readonly active: true
}
type Event = { readonly number: number; readonly order: number; readonly at: number }

const token = 'bakery-token-0123456789'
const opened = Date.UTC(2026, 9, 1)

export interface BakeryWish {
  /** How its orders are listed: what changed, in pages by number; or by id, store by store. */
  readonly lists: 'changes' | 'ids'
  readonly pageSize: number
}

/** The bakery of the tutorial, grown: it lists by change or by id, has webhooks, and keeps a log of changes. */
export function startBusyBakery({ lists, pageSize }: BakeryWish): Simulated {
  let now = Date.UTC(2026, 10, 1)
  let edits = 0
  const rows = new Map<number, Row>()
  for (let id = 1; id <= 4 * pageSize + 5; id += 1) rows.set(id, firstRow(id))
  const events: Event[] = []
  const hooks = new Map<string, Hook>()

  const tell = (order: number) => {
    events.push({ number: events.length + 1, order, at: now })
    return order
  }
  const edit = (id: number) => {
    const { revision } = rows.get(id) ?? firstRow(id)
    edits += 1
    rows.set(id, {
      ...firstRow(id),
      revision: revision + 1,
      total: `${id}.${edits}`,
      changed: now,
    })
    return tell(id)
  }
  const idAt = (index: number) => [...rows.keys()][index] ?? 0

  const changedOrders = (query: URLSearchParams) => {
    const after = Number(query.get('after') || -Infinity)
    const before = Number(query.get('before') || Infinity)
    const found = [...rows.values()]
      .filter(({ changed }) => changed > after && changed < before)
      .toSorted((one, other) => one.changed - other.changed || one.id - other.id)
    const from = (Number(query.get('page')) - 1) * pageSize
    return { rows: found.slice(from, from + pageSize), total: found.length }
  }
  const nextOrders = (query: URLSearchParams) => {
    const found = [...rows.values()]
      .filter(({ id, store }) => id > Number(query.get('after')) && store === query.get('store'))
      .toSorted((one, other) => one.id - other.id)
    return { orders: found.slice(0, pageSize), more: found.length > pageSize }
  }
  const nextEvents = (query: URLSearchParams) => {
    const after = Number(query.get('after') ?? Infinity)
    const until = Number(query.get('until'))
    const found = events.filter(({ number, at }) => number > after && at <= until)
    return { events: found.slice(0, 5), more: found.length > 5, newest: events.length }
  }
  const makeHook = async (request: Request) => {
    const { url, secret } = (await request.json()) as Pick<Hook, 'url' | 'secret'>
    const hook = { id: `hook-${hooks.size + 1}`, url, secret, active: true as const }
    hooks.set(hook.id, hook)
    return hook
  }

  const answer = async (request: Request): Promise<unknown> => {
    const { pathname, searchParams: query } = new URL(request.url)
    const [, kind, id] = pathname.split('/')
    if (kind === 'account') return { name: 'The busy bakery' }
    if (kind === 'orders' && id !== undefined) return rows.get(Number(id))
    if (kind === 'orders') return lists === 'changes' ? changedOrders(query) : nextOrders(query)
    if (kind === 'ids') {
      const { orders, more } = nextOrders(query)
      return { ids: orders.map((row) => row.id), more }
    }
    if (kind === 'events') return nextEvents(query)
    if (kind !== 'hooks') return undefined
    if (request.method === 'POST') return makeHook(request)
    if (request.method === 'DELETE') return hooks.delete(id ?? '') ? {} : undefined
    return { hooks: [...hooks.values()] }
  }

  return {
    settings: { url: 'https://bakery.example', token },
    now: () => now,
    pass: (ms) => {
      now += ms
    },
    transport: async (request) => {
      if (request.headers.get('authorization') !== `Bearer ${token}`)
        return Response.json({}, { status: 401 })
      const body = await answer(request)
      return body === undefined ? Response.json({}, { status: 404 }) : Response.json(body)
    },
    streams: {
      orders: {
        keys: () => rows.keys(),
        create: () => edit(Math.max(...rows.keys()) + 1),
        update: () => edit(idAt(edits % 5)),
        remove: () => {
          const id = idAt(0)
          rows.delete(id)
          return tell(id)
        },
        tie: (count) => [...rows.keys()].slice(0, count).map(edit),
      },
    },
    webhook: {
      deliver: async ({ receive }) => {
        const body = JSON.stringify({ order: edit(idAt(3)) })
        for (const { url, secret } of hooks.values()) {
          const signature = createHmac('sha256', secret).update(body).digest('hex')
          const headers = { 'x-signature': signature }
          receive(new Request(url, { method: 'POST', body, headers }))
        }
      },
    },
    stop: () => {},
  }
}

function firstRow(id: number): Row {
  return {
    id,
    revision: 1,
    total: `${id}.00`,
    changed: opened + Math.floor(id / 2) * 60_000,
    store: id % 2 === 0 ? 'north' : 'south',
  }
}
