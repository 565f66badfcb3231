import type { Mapping } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../../../config/index.ts'
import { followCustomers, personFollower } from '../../../customers/index.ts'
import { writeRows, type WrittenRow } from '../../../customers/testing/commerce-rows.ts'
import { parseSegment } from '../../../segments/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../../../testing/scripted-installation.ts'
import {
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
} from '../../../testing/scripted-sink.ts'
import { followSegments } from './follow-segments.ts'

const { signal } = new AbortController()
const noon = Date.parse('2026-11-25T12:00:00Z')
const dayMs = 86_400_000

const twice = parseSegment({
  id: 'twice',
  name: 'Bought twice in thirty days',
  resource: 'customer',
  where: { count: 'order', days: 30, op: '>=', value: 2 },
})

/** One item a person, by the address. */
const ofProfiles: Mapping = {
  id: 'profile-item',
  from: { entity: 'profile' },
  to: { connector: 'scripted-sink', sink: 'orders' },
  fields: { id: '$.email', total: 1 },
}

let host: ScriptedInstallation
let sink: ScriptedSink
let now = noon
beforeEach(async () => {
  host = await scriptedInstallation()
  sink = scriptedSink()
  now = noon
})
afterEach(() => host.close())

const segment = { id: 'twice', resource: 'customer' } as const

function delivery(options: Partial<Delivery>): Delivery {
  return sinkDelivery({ segment, ...options })
}

async function follow(deliveries: readonly Delivery[]): Promise<void> {
  await followCustomers(host.store, { signal, now: () => now })
  await followSegments(host.store, {
    personFollower,
    declared: [twice],
    deliveries,
    signal,
    now: () => now,
  })
}

function customer(name: string): WrittenRow {
  return {
    entity: 'customer',
    id: `shop:${name}`,
    row: { connection: 'shop', email: `${name}@example.com`, createdAt: '2026-01-01T00:00:00Z' },
  }
}

function order(id: string, name: string, daysAgo: number): WrittenRow {
  return {
    entity: 'order',
    id: `shop:${id}`,
    row: {
      connection: 'shop',
      customerId: `shop:${name}`,
      placedAt: new Date(noon - daysAgo * dayMs).toISOString(),
      status: 'paid',
      currency: 'EUR',
      total: 1000,
    },
  }
}

test('who enters the segment of a delivery is sent, who leaves it is taken away, and nobody else is touched', async () => {
  const profiles = delivery({ from: 'profile', mapping: ofProfiles })
  const push = () => host.push([sinkConnection(sink)], [profiles])
  await writeRows(host.store, [customer('ann'), customer('bob'), order('1', 'ann', 20)])
  await follow([profiles])
  await push()
  const none = [...sink.held.keys()]
  await writeRows(host.store, [order('2', 'ann', 3)])
  await follow([profiles])
  await push()
  const ann = [...sink.held.keys()]
  now = noon + 15 * dayMs
  await follow([profiles])
  await push()
  expect([none, ann, [...sink.held.keys()], sink.deleted]).toStrictEqual([
    [],
    ['ann@example.com'],
    [],
    ['ann@example.com'],
  ])
})

test('a delivery of orders sends those of the members, also the older ones of who enters', async () => {
  const orders = delivery({})
  const push = () => host.push([sinkConnection(sink)], [orders])
  await writeRows(host.store, [order('1', 'ann', 20), order('9', 'bob', 5)])
  await follow([orders])
  await push()
  await writeRows(host.store, [order('2', 'ann', 3)])
  await follow([orders])
  await push()
  expect([...sink.held.keys()].toSorted()).toStrictEqual(['shop:1', 'shop:2'])
})

test('a delivery that looked before its segment was judged for the first time looks again', async () => {
  const orders = delivery({})
  const push = () => host.push([sinkConnection(sink)], [orders])
  await writeRows(host.store, [order('1', 'ann', 20), order('2', 'ann', 3)])
  await push()
  const before = [...sink.held.keys()]
  await follow([orders])
  await push()
  expect([before, [...sink.held.keys()].toSorted()]).toStrictEqual([[], ['shop:1', 'shop:2']])
})

test('a mapping reads in which segments a row is, and its item changes with them', async () => {
  const mapping: Mapping = {
    id: 'order-tags',
    from: { entity: 'order' },
    to: { connector: 'scripted-sink', sink: 'orders' },
    fields: { id: '$.id', total: { $count: '$.segments' } },
  }
  const orders = sinkDelivery({ mapping, segments: [segment] })
  const push = () => host.push([sinkConnection(sink)], [orders])
  await writeRows(host.store, [order('1', 'ann', 20), order('9', 'bob', 5)])
  await follow([orders])
  await push()
  const before = [...sink.held.values()].map(({ total }) => total)
  await writeRows(host.store, [order('2', 'ann', 3)])
  await follow([orders])
  await push()
  const after = [...sink.held].map(([id, { total }]) => [id, total])
  expect([before, Object.fromEntries(after)]).toStrictEqual([
    [0, 0],
    { 'shop:1': 1, 'shop:2': 1, 'shop:9': 0 },
  ])
})
