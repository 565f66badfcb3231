import { author, type Mapping, type Outcome, type SinkItem } from '@cartograph/core'
import * as z from 'zod'
import type { Connection, Delivery } from '../config/index.ts'
import { orderMapping } from './scripted-shop.ts'
import { sinkDelivery } from './scripted-sink.ts'

type Item = { id: string; parent?: string | null | undefined }

/** A vendor with two sinks, `people` and `purchases`; a purchase refers to its person, a person may refer to a purchase. */
export interface ReferringVendor {
  /** What came, in order: `+people/a`, `-purchases/b`, each with the remote id of its parent. */
  readonly log: string[]
  readonly items: SinkItem<Item>[]
  /** What happens to a key in the place of success. */
  readonly answers: Map<string, Outcome>
}

export function referringVendor(): ReferringVendor {
  return { log: [], items: [], answers: new Map() }
}

export interface ReferringBehaviour {
  readonly required?: boolean
  /** People refer to purchases too. */
  readonly circle?: boolean
  /** People refer to people. */
  readonly family?: boolean
  readonly deletes?: boolean
  /** Purchases are replaced as a whole; what becomes of a replacement is in the log. */
  readonly replacement?: boolean
}

export function referringConnection(
  vendor: ReferringVendor,
  {
    required = true,
    circle = false,
    family = false,
    deletes = true,
    replacement = false,
  }: ReferringBehaviour = {},
): Connection {
  const kit = author(z.unknown())
  const sinkOf = (name: string, target: string | undefined) =>
    kit.sink({
      schema: z.object({ id: z.string(), parent: z.string().nullish() }),
      key: (item) => item.id,
      mode: 'upsert',
      deletes,
      onUnknown: 'repeat',
      landMs: 0,
      batch: { maxItems: 100, maxBytes: 1e6 },
      ...(target !== undefined && {
        references: (item: Item) =>
          item.parent === undefined || item.parent === null
            ? {}
            : { parent: { sink: target, key: [item.parent] as const, required } },
      }),
      ...(replacement &&
        name === 'purchases' && {
          replacement: {
            begin: async () => 'session',
            commit: async () => {
              vendor.log.push('commit')
            },
            abort: async () => {
              vendor.log.push('abort')
            },
          },
        }),
      write: async (_context, items) =>
        items.map((item): Outcome => {
          const key = String(item.key[0])
          const { parent } = item.references
          const told = parent === undefined ? '' : ` of ${parent ?? 'nobody'}`
          vendor.log.push(`${item.op === 'delete' ? '-' : '+'}${name}/${key}${told}`)
          vendor.items.push(item)
          const answer = vendor.answers.get(`${name}/${key}`)
          if (answer !== undefined) return answer
          return item.op === 'delete' ? { status: 'ok' } : { status: 'ok', remoteId: `#${key}` }
        }),
    })
  const connector = kit.connector({
    id: 'referring',
    name: 'Referring vendor',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({
      sinks: {
        people: sinkOf('people', family ? 'people' : circle ? 'purchases' : undefined),
        purchases: sinkOf('purchases', 'people'),
      },
    }),
  })
  return {
    id: 'vendor',
    connectorName: 'referring-vendor',
    version: '1.0.0',
    connector,
    config: {},
    fingerprint: 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings: [],
  }
}

/** Mappings of the scripted shop under which a row with a `name` is a customer, and any other an order of a `person`. */
export const peopleMappings: readonly Mapping[] = [
  {
    ...orderMapping,
    when: { $isMissing: '$.name' },
    fields: { ...orderMapping.fields, customerId: '$.person' },
  },
  {
    id: 'shop-customer',
    from: { connector: 'scripted', stream: 'orders' },
    to: { entity: 'customer' },
    when: { $not: { $isMissing: '$.name' } },
    fields: { id: '$.name', company: '$.favourite' },
  },
]

/** The deliveries of purchases and of people, in the order in which they would be pushed. */
export function referringDeliveries(): readonly [Delivery, Delivery] {
  return [
    sinkDelivery({
      id: 'purchases-out',
      sink: 'purchases',
      mapping: {
        id: 'purchase',
        from: { entity: 'order' },
        to: { connector: 'referring', sink: 'purchases' },
        fields: { id: '$.id', parent: '$.customerId' },
      },
    }),
    sinkDelivery({
      id: 'people-out',
      from: 'customer',
      sink: 'people',
      mapping: {
        id: 'person',
        from: { entity: 'customer' },
        to: { connector: 'referring', sink: 'people' },
        fields: { id: '$.id', parent: '$.company' },
      },
    }),
  ]
}
