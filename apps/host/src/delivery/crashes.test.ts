import type { Mapping } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { Connection, Delivery } from '../config/index.ts'
import { countEntries, countWork, readLetters, type Store } from '../store/index.ts'
import {
  peopleMappings,
  referringConnection,
  referringDeliveries,
  referringVendor,
} from '../testing/referring-sinks.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection, type ScriptedShop } from '../testing/scripted-shop.ts'
import {
  deliveryMapping,
  scriptedSink,
  sinkConnection,
  sinkDelivery,
} from '../testing/scripted-sink.ts'
import { push } from './push.ts'

/** A way to deliver, and what must be so in the end, whenever the process died on the way. */
interface Story {
  readonly deliveries: readonly Delivery[]
  readonly connection: () => Connection
  /** What the shop holds from the beginning. */
  readonly before: (shop: ScriptedShop) => void
  /** What changes after everything was delivered once; the process dies while this is delivered. */
  readonly change?: (shop: ScriptedShop) => void
  /** What the vendor holds. */
  readonly held: () => unknown
}

function dying(store: Store, writes: number): Store & { readonly written: () => number } {
  let count = 0
  return {
    ...store,
    written: () => count,
    write: (work) => {
      count += 1
      return count > writes ? Promise.reject(new Error('The process died.')) : store.write(work)
    },
  }
}

async function deliver(host: ScriptedInstallation, story: Story, writes: number) {
  const installation = host.installation([story.connection()], story.deliveries)
  const store = dying(installation.store, writes)
  const { signal } = new AbortController()
  const options = { signal, engine: { waits: noWaits } }
  const report = await push({ ...installation, store }, options).catch(() => undefined)
  return { written: store.written(), ok: report?.ok ?? false }
}

/** Plays a story in which the process dies before so many writes; gives back how it ends and how many writes it took. */
async function play(makeStory: () => Story, writes: number) {
  const story = makeStory()
  const host = await scriptedInstallation()
  try {
    const shop = scriptedShop(0)
    const sync = () =>
      host.sync(shopConnection(shop, { mappings: peopleMappings }), { acceptDeletes: true })
    story.before(shop)
    await sync()
    if (story.change !== undefined) {
      await deliver(host, story, Infinity)
      story.change(shop)
      await sync()
    }
    const first = await deliver(host, story, writes)
    await host.restart()
    const second = first.ok ? first : await deliver(host, story, Infinity)
    const left = await host.store.read(function* (dialect, org) {
      let work = 0
      let letters = 0
      const states: unknown[] = []
      for (const { id } of story.deliveries) {
        work += (yield* countWork(dialect, org, id)).count
        letters += (yield* readLetters(dialect, org, { side: 'delivery', part: id }, 10)).length
        states.push(yield* countEntries(dialect, org, id))
      }
      return { work, letters, states }
    })
    return { end: { ...left, ok: second.ok, held: story.held() }, written: first.written }
  } finally {
    await host.close()
  }
}

const family = (shop: ScriptedShop) => {
  shop.rows.set(1, { id: 1, total: '1.00', person: 'ada' })
  shop.rows.set(2, { id: 2, total: '2.00', person: 'ada' })
  shop.rows.set(8, { id: 8, total: '0.00', name: 'ada', favourite: 'a' })
}

const references = (change?: Story['change']) => (): Story => {
  const vendor = referringVendor()
  return {
    deliveries: referringDeliveries(),
    connection: () => referringConnection(vendor),
    before: family,
    ...(change !== undefined && { change }),
    held: () => {
      const held = new Map<string, string>()
      for (const line of vendor.log) {
        const [name = '', ...parent] = line.slice(1).split(' of ')
        // A parent never comes after its children, and never goes before them.
        const isChild = name.startsWith('purchases/')
        const parentIsThere = held.has('people/shop:ada')
        if (line.startsWith('+')) {
          if (isChild && !parentIsThere) return `${line} came before its parent`
          held.set(name, parent.join(''))
        } else {
          const children = [...held.keys()].filter((key) => key.startsWith('purchases/'))
          if (!isChild && children.length > 0) return `${line} went before its children`
          held.delete(name)
        }
      }
      return Object.fromEntries(held)
    },
  }
}

const sums: Mapping = {
  ...deliveryMapping,
  from: { entity: 'customer' },
  with: { orders: { entity: 'order', where: { customerId: '$.id' }, take: 'all', follow: true } },
  fields: { id: '$.id', total: { $integer: { $sum: { $each: '$orders', as: '$.total' } } } },
}

const joins = (): Story => {
  const sink = scriptedSink()
  return {
    deliveries: [sinkDelivery({ from: 'customer', mapping: sums })],
    connection: () => sinkConnection(sink),
    before: family,
    change: (shop) => shop.rows.set(2, { id: 2, total: '5.00', person: 'ada' }),
    held: () => Object.fromEntries(sink.held),
  }
}

const grouped: Mapping = {
  ...deliveryMapping,
  when: { $not: { $isMissing: '$.customerId' } },
  group: { by: ['$.customerId'] },
  fields: {
    id: '$.customerId',
    total: { $integer: { $sum: { $each: '$rows', as: '$.total' } } },
  },
}

const groups = (): Story => {
  const sink = scriptedSink()
  return {
    deliveries: [sinkDelivery({ mapping: grouped })],
    connection: () => sinkConnection(sink),
    before: family,
    change: (shop) => {
      shop.rows.set(2, { id: 2, total: '5.00', person: 'ben' })
      shop.rows.delete(1)
    },
    held: () => Object.fromEntries(sink.held),
  }
}

const answersLater = (): Story => {
  const sink = scriptedSink()
  const waiting = new Map<string, () => unknown>()
  for (let call = 0; call < 9; call += 1)
    sink.script.push((items, apply) => {
      const ticket = `t${call}`
      waiting.set(ticket, apply)
      return items.map(() => ({ status: 'pending', ticket, afterMs: 0 }))
    })
  return {
    deliveries: [sinkDelivery()],
    connection: () =>
      sinkConnection(sink, {
        poll: (ticket, items) => {
          waiting.get(ticket)?.()
          return items.map(() => ({ status: 'ok' }))
        },
      }),
    before: family,
    held: () => Object.fromEntries(sink.held),
  }
}

const stories: readonly [string, () => Story][] = [
  ['items that refer to others', references()],
  ['items that go with those they refer to', references((shop) => shop.rows.clear())],
  ['rows that follow others', joins],
  ['rows that move from group to group', groups],
  ['answers that come later', answersLater],
]

/** Each story is played as often as it has writes, or for every so many of them. */
const limitMs = 120_000
const stride = Number(process.env['CRASH_STRIDE'] ?? 1)

test.each(stories)(
  '%s end the same wherever the process died',
  { timeout: limitMs },
  async (_, story) => {
    const whole = await play(story, Infinity)
    expect(whole.end).toMatchObject({ ok: true, work: 0, letters: 0 })
    expect(whole.written).toBeGreaterThan(5)
    for (let writes = 0; writes < whole.written; writes += stride) {
      const { end } = await play(story, writes)
      expect({ writes, ...end }).toStrictEqual({ writes, ...whole.end })
    }
  },
)
