/** How long segments take to be made, how soon a new order is in them, how large they are, and how fast one is counted. */
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  followCustomers,
  followSegments,
  openSegments,
  openStore,
  personFollower,
  type Store,
} from '@cartograph/host'
import { measureSync } from './command.ts'
import { lastDay, salesConfiguration, writeSales } from './figures-files.ts'

export interface SegmentsRun {
  readonly orders: number
  readonly customers: number
  /** Of finding out who is who, before any segment is made. */
  readonly personsMs: number
  /** Of computing what segments compare, and who is in each of the predefined ones, for the first time. */
  readonly fillMs: number
  /** Of each of some new orders, until it is in the segments. */
  readonly changedMs: number
  /** Of judging everybody anew, when a day begins. */
  readonly dayMs: number
  /** What the segments add to the file of the store; 0 in a database of a server. */
  readonly bytes: number
  readonly counts: readonly CountFigures[]
}

export interface CountFigures {
  readonly what: string
  readonly members: number
  readonly medianMs: number
  readonly slowMs: number
}

const repeats = 20
const newOrders = 100
const dayLengthMs = 86_400_000
const begin = Date.parse(`${lastDay}T12:00:00Z`) + dayLengthMs

/** What merchants count while they think of a segment. */
const definitions: readonly (readonly [what: string, where: object])[] = [
  ['bought twice', { field: 'orders', op: '>=', value: 2 }],
  [
    'the best tenth, not lost',
    {
      all: [
        { field: 'spend', op: '>=', value: { percentile: 90 } },
        { field: 'days_since_last', op: '<', value: { constant: 'lapse_days' } },
      ],
    },
  ],
  [
    'bought in Sweden in a year',
    {
      count: 'order',
      days: 365,
      where: { field: 'country', op: '=', value: 'SE' },
      op: '>=',
      value: 1,
    },
  ],
  ['spent 150.00 in ninety days', { sum: 'net', of: 'order', days: 90, op: '>=', value: 15_000 }],
  [
    'bought something that sells',
    {
      count: 'product',
      where: { field: 'units_90', op: '>=', value: 1 },
      op: '>=',
      value: 1,
    },
  ],
]

/** Measures one shop, in a new SQLite file or in the database that is named. */
export async function measureSegments(orders: number, place?: string): Promise<SegmentsRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-segments-'))
  const file = join(folder, 'cartograph.db')
  const address = place ?? file
  const organisation = `segments${orders}-${process.pid}`
  const { signal } = new AbortController()
  const size = () => (place === undefined ? sizeOf(file) : 0)
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), salesConfiguration(address, organisation))
    await writeSales(folder, orders)
    await measureSync(folder)
    const open = () => openStore({ store: address, organisation })
    const first = await open()
    const personsMs = await timed(() => followCustomers(first, { signal }))
    // What was written is in the file itself only once nobody has it open.
    await first.close()
    const bytesBefore = size()
    const second = await open()
    const fillMs = await timed(() =>
      followSegments(second, { personFollower, signal, now: () => begin }),
    )
    await second.close()
    const bytes = size() - bytesBefore
    appendFileSync(join(folder, 'orders.ndjson'), ordersOfToday())
    await measureSync(folder)
    const again = await open()
    await followCustomers(again, { signal })
    const changedMs =
      (await timed(() => followSegments(again, { personFollower, signal, now: () => begin }))) /
      newOrders
    const nextDay = begin + dayLengthMs
    const dayMs = await timed(() =>
      followSegments(again, { personFollower, signal, now: () => nextDay }),
    )
    const { counts, customers } = await measureCounts(again, nextDay)
    await again.close()
    return { orders, customers, personsMs, fillMs, changedMs, dayMs, bytes, counts }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Orders of customers who were there before. */
function ordersOfToday(): string {
  return Array.from({ length: newOrders }, (_, index) => {
    const order = {
      id: `new${index}`,
      store: 'de',
      placed: `${lastDay}T12:00:00Z`,
      currency: 'EUR',
      customer: `c${index}`,
      channel: 'web',
      method: 'card',
      country: 'DE',
      city: 'City 1',
      product: 'p1',
      total: 5000,
      discount: 0,
    }
    return `${JSON.stringify(order)}\n`
  }).join('')
}

async function measureCounts(store: Store, now: number) {
  const door = openSegments({ store, settings: {}, declared: new Map(), now: () => now })
  const all = await door.count({ where: { all: [] } })
  const counts: CountFigures[] = []
  for (const [what, where] of definitions) {
    const times: number[] = []
    let members = 0
    while (times.length < repeats) {
      const beganAt = performance.now()
      members = (await door.count({ where })).count
      times.push(performance.now() - beganAt)
    }
    counts.push({ what, members, medianMs: atShare(times, 0.5), slowMs: atShare(times, 0.95) })
  }
  return { counts, customers: all.count }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now()
  await work()
  return performance.now() - beganAt
}

/** Where writes go first may hold much of it. */
function sizeOf(file: string): number {
  return [file, `${file}-wal`].reduce(
    (sum, each) => sum + (statSync(each, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}

function atShare(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
