import {
  author,
  type JsonObject,
  type Mapping,
  type OnUnknown,
  type Outcome,
  type Parts,
  type Sink,
  type SinkItem,
} from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import * as z from 'zod'

type Item = { id: string; total: number }

export interface ScriptedSink {
  /** What the vendor holds, by key. */
  readonly held: Map<string, Item>
  /** How often each key was written, whatever came of it. */
  readonly writes: Map<string, number>
  readonly deleted: string[]
  readonly keys: string[]
  /** What the next calls do, one by one; without one a call succeeds. */
  readonly script: ((
    items: readonly SinkItem<Item>[],
    apply: () => readonly Outcome[],
  ) => readonly Outcome[] | Promise<readonly Outcome[]>)[]
  calls: number
  /** Sessions of replacements that became visible. */
  readonly replaced: string[]
}

export function scriptedSink(): ScriptedSink {
  return {
    held: new Map(),
    writes: new Map(),
    deleted: [],
    keys: [],
    script: [],
    calls: 0,
    replaced: [],
  }
}

export interface SinkBehaviour {
  readonly mode?: 'append' | 'upsert'
  readonly deletes?: boolean
  readonly onUnknown?: OnUnknown<unknown, Item>
  readonly maxItems?: number
  readonly atomic?: boolean
  readonly replacement?: boolean
  /** What happens before a replacement becomes visible. */
  readonly beforeVisible?: () => Promise<unknown>
  readonly landMs?: number
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** What the sink says of a ticket. */
  readonly poll?: (ticket: string, items: readonly SinkItem<Item>[]) => readonly Outcome[]
  readonly by?: (item: Item) => string
  readonly serialBy?: (item: Item) => string
  readonly live?: Sink<unknown, Item>['live']
  readonly subject?: Sink<unknown, Item>['subject']
  readonly lookups?: Parts<unknown>['lookups']
}

export const deliveryMapping: Mapping = {
  id: 'order-item',
  from: { entity: 'order' },
  to: { connector: 'scripted-sink', sink: 'orders' },
  fields: { id: '$.id', total: '$.total' },
}

export function sinkConnection(sink: ScriptedSink, behaviour: SinkBehaviour = {}): Connection {
  const kit = author(z.unknown())
  const staged = new Map<string, Item>()
  const apply = (items: readonly SinkItem<Item>[], session: unknown): readonly Outcome[] =>
    items.map((item) => {
      const key = String(item.key[0])
      sink.keys.push(item.idempotencyKey)
      if (item.op === 'delete') {
        sink.held.delete(key)
        sink.deleted.push(key)
      } else if (session === undefined) sink.held.set(key, item.item)
      else staged.set(key, item.item)
      return { status: 'ok' }
    })
  const orders = kit.sink({
    schema: z.object({ id: z.string(), total: z.number() }),
    key: (item) => item.id,
    mode: behaviour.mode ?? 'upsert',
    deletes: behaviour.deletes ?? true,
    onUnknown: behaviour.onUnknown ?? 'repeat',
    landMs: behaviour.landMs ?? 0,
    ...(behaviour.timeoutMs !== undefined && { timeoutMs: behaviour.timeoutMs }),
    batch: {
      maxItems: behaviour.maxItems ?? 100,
      maxBytes: behaviour.maxBytes ?? 1e6,
      atomic: behaviour.atomic ?? false,
      ...(behaviour.by !== undefined && { by: behaviour.by }),
    },
    ...(behaviour.serialBy !== undefined && { serialBy: behaviour.serialBy }),
    ...(behaviour.live !== undefined && { live: behaviour.live }),
    ...(behaviour.subject !== undefined && { subject: behaviour.subject }),
    ...(behaviour.poll !== undefined && {
      poll: async (_context: unknown, ticket: string, items: readonly SinkItem<Item>[]) =>
        behaviour.poll?.(ticket, items) ?? [],
    }),
    write: async ({ run }, items, session) => {
      if (run.dry) return items.map(() => ({ status: 'untouched' }))
      sink.calls += 1
      for (const item of items) {
        const key = String(item.key[0])
        sink.writes.set(key, (sink.writes.get(key) ?? 0) + 1)
      }
      const step = sink.script.shift()
      return step === undefined ? apply(items, session) : step(items, () => apply(items, session))
    },
    ...(behaviour.replacement === true && {
      replacement: {
        begin: async () => {
          staged.clear()
          return { session: sink.replaced.length + 1 }
        },
        commit: async (_context: unknown, session: unknown) => {
          await behaviour.beforeVisible?.()
          sink.held.clear()
          for (const [key, item] of staged) sink.held.set(key, item)
          sink.replaced.push(JSON.stringify(session))
        },
        abort: async () => staged.clear(),
      },
    }),
  })
  const connector = kit.connector({
    id: 'scripted-sink',
    name: 'Scripted sink',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({
      sinks: { orders },
      ...(behaviour.lookups !== undefined && { lookups: behaviour.lookups }),
    }),
  })
  return {
    id: 'vendor',
    connectorName: 'scripted-sink',
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

export function sinkDelivery(more: Partial<Delivery> = {}): Delivery {
  const settings: JsonObject = {}
  return {
    id: 'orders-out',
    from: 'order',
    connection: 'vendor',
    sink: 'orders',
    mapping: deliveryMapping,
    replace: false,
    settings,
    paused: false,
    ...more,
  }
}
