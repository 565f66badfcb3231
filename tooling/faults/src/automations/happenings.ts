import type { PlayedRow } from '@cartograph/host/automation-play'

const startAt = Date.parse('2026-11-02T08:00:00Z')
const hourMs = 3_600_000
const people = ['ida', 'per', 'anna', 'jens'] as const

/** What is told at an instant; of what was told before some is told again, as vendors do. */
export interface Moment {
  readonly at: number
  readonly rows: readonly PlayedRow[]
}

function customers(at: number): readonly PlayedRow[] {
  return people.map((name, index) => ({
    entity: 'customer',
    id: `shop:${index}`,
    row: {
      connection: 'shop',
      email: `${name}@example.com`,
      createdAt: new Date(at).toISOString(),
    },
  }))
}

function order(index: number, at: number, status: string): PlayedRow {
  const person = index % people.length
  return {
    entity: 'order',
    id: `shop:${index}`,
    row: {
      connection: 'shop',
      number: String(1000 + index),
      status,
      placedAt: new Date(at).toISOString(),
      currency: 'EUR',
      total: 1000 + index,
      customerId: `shop:${person}`,
      email: `${people[person]}@example.com`,
    },
  }
}

function visit(index: number, at: number): PlayedRow {
  const person = index % people.length
  return {
    entity: 'event',
    id: `shop:visit-${index}`,
    row: {
      connection: 'shop',
      type: 'store.visited',
      at: new Date(at).toISOString(),
      customerId: `shop:${person}`,
    },
  }
}

const first = startAt + hourMs
const orders = Array.from({ length: 6 }, (_each, index) => order(index, first, 'paid'))
const visits = Array.from({ length: 5 }, (_each, index) => visit(index, first))

/** A day and a bit: orders and visits, told twice and changed, and the steps that come later. */
export const moments: readonly Moment[] = [
  // What is there when somebody begins to follow is history.
  { at: startAt, rows: customers(startAt) },
  { at: first, rows: [...orders, ...visits] },
  {
    at: first + hourMs,
    rows: [
      ...orders.map(({ row, ...each }) => ({ ...each, row: { ...row, status: 'fulfilled' } })),
      ...visits,
    ],
  },
  { at: first + 25 * hourMs, rows: orders.slice(0, 2) },
]

export const expected = {
  orders: orders.length,
  visits: visits.length,
  people: people.map((name) => `${name}@example.com`),
} as const
