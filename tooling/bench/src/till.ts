/** How long a till waits for a customer's card, and whether the time tells if somebody was found. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  followCustomers,
  followSales,
  followSegments,
  openFind,
  openStore,
  personFollower,
  type Store,
} from '@cartograph/host'
import { tableLines } from './columns.ts'
import { measureSync } from './command.ts'
import { benchCustomer, writeCustomers } from './customers-file.ts'
import { startCalledHost } from './till-calls.ts'
import { tillConfiguration } from './till-configuration.ts'
import { writeOrders } from './till-orders.ts'

export interface TillFigures {
  readonly customers: number
  readonly orders: number
  /** In the store alone. */
  readonly lookUps: readonly CallFigures[]
  /** Over HTTP, until the answer is there, while the host makes figures and segments of what was just read. */
  readonly busySearches: readonly CallFigures[]
  /** Once those are made. */
  readonly searches: readonly CallFigures[]
}

export interface CallFigures {
  readonly what: string
  readonly calls: number
  readonly medianMs: number
  /** Of a hundred calls ninety-nine took no longer. */
  readonly slowMs: number
}

const usualCalls = 5000
const purchases = 10

/** Measures look-ups among so many customers, every third with orders. */
export async function measureTill(
  customers: number,
  options: {
    /** Default: a new SQLite file. */
    readonly store?: string
    /** Of each kind. */
    readonly calls?: number
  } = {},
): Promise<TillFigures> {
  const { store: place, calls = usualCalls } = options
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-till-'))
  const address = place ?? join(folder, 'cartograph.db')
  const organisation = `till${customers}-${process.pid}`
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), tillConfiguration(address, organisation))
    await writeCustomers(join(folder, 'customers.ndjson'), customers)
    const orders = await writeOrders(join(folder, 'orders.ndjson'), customers)
    await measureSync(folder, ['files'])
    const store = await openStore({ store: address, organisation })
    try {
      await followCustomers(store, { signal: new AbortController().signal })
      const lookUps = await measuredLookUps(store, customers, calls)
      await store.close()
      const busySearches = await measuredSearches(folder, customers, calls)
      await makeTheRest({ store: address, organisation })
      const searches = await measuredSearches(folder, customers, calls)
      return { customers, orders, lookUps, busySearches, searches }
    } catch (error) {
      await store.close()
      throw error
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Has nothing left to do for a host that begins to serve. */
async function makeTheRest(options: Parameters<typeof openStore>[0]): Promise<void> {
  const { signal } = new AbortController()
  const store = await openStore(options)
  try {
    await followSales(store, { signal })
    await followSegments(store, { personFollower, signal })
  } finally {
    await store.close()
  }
}

async function measuredLookUps(
  store: Store,
  customers: number,
  calls: number,
): Promise<readonly CallFigures[]> {
  const measured = (what: string, call: (index: number) => Promise<void>) =>
    measuredCall(what, calls, call)
  const find = openFind(store, { nodes: [], onLookUp: () => {} })
  const card = async (by: { readonly phone: string } | { readonly email: string }) => {
    const [person] = await find('person', by, { limit: 1 })
    const personId = typeof person?.['id'] === 'string' ? person['id'] : 'nobody'
    await find('order', { personId }, { limit: purchases, orderBy: '-placedAt' })
    await find('voucher', { personId }, { limit: purchases })
  }
  // In another order each time than they were written in.
  const known = (call: number) => benchCustomer(((call * 7919) % Math.floor(customers / 3)) * 3)
  return [
    await measured('a card by phone number', (call) => card({ phone: known(call).phone })),
    await measured('a card by e-mail address', (call) => card({ email: known(call).email })),
    await measured('nobody by phone number', (call) => card({ phone: `+45${90_000_000 + call}` })),
    await measured('nobody by e-mail address', (call) =>
      card({ email: known(call).email.replace('@', '.x@') }),
    ),
  ]
}

/** More at once than a caller may make are refused, so there is one after the other. */
const mostSearches = 500

async function measuredSearches(
  folder: string,
  customers: number,
  calls: number,
): Promise<readonly CallFigures[]> {
  const host = await startCalledHost(folder)
  const known = (call: number) => benchCustomer(((call * 7919) % Math.floor(customers / 3)) * 3)
  const search = (what: string, found: number, keyOf: (call: number) => string) =>
    measuredCall(what, Math.min(calls, mostSearches), async (call) => {
      const count = await host.search(keyOf(call))
      if (count !== found) throw new Error(`${what}: ${count} found.`)
    })
  try {
    return [
      await search('somebody by phone number', 1, (call) => known(call).phone),
      await search('nobody by phone number', 0, (call) => `+45${30_000_000 + call}`),
      await search('somebody by e-mail address', 1, (call) => known(call).email),
      await search('nobody by e-mail address', 0, (call) => known(call).email.replace('@', '.x@')),
    ]
  } finally {
    await host.stop()
  }
}

async function measuredCall(
  what: string,
  calls: number,
  call: (index: number) => Promise<void>,
): Promise<CallFigures> {
  const times: number[] = []
  for (let index = 0; index < calls; index += 1) {
    const beganAt = performance.now()
    await call(index)
    times.push(performance.now() - beganAt)
  }
  const sorted = times.toSorted((one, other) => one - other)
  return {
    what,
    calls,
    medianMs: sorted[Math.floor(calls / 2)] ?? 0,
    slowMs: sorted[Math.ceil(calls * 0.99) - 1] ?? 0,
  }
}

export function tillTable({
  customers,
  orders,
  lookUps,
  busySearches,
  searches,
}: TillFigures): string {
  return [
    `A till that asks among ${customers} customers and ${orders} orders. What the store takes for it:`,
    ...callLines(lookUps),
    '',
    'What it waits for over HTTP, the whole card:',
    ...callLines(searches),
    '',
    'The same while the host makes figures and segments of what it just read:',
    ...callLines(busySearches),
  ].join('\n')
}

function callLines(calls: readonly CallFigures[]): readonly string[] {
  return tableLines<CallFigures>(
    [
      ['call', ({ what }) => what],
      ['calls', (each) => String(each.calls)],
      ['median', ({ medianMs }) => `${medianMs.toFixed(2)} ms`],
      ['99 of 100', ({ slowMs }) => `${slowMs.toFixed(2)} ms`],
    ],
    calls,
  )
}
