import { author, fault, upserts, type Change, type Fault, type Mapping } from '@cartograph/core'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'

/** A row of the scripted shop; what the schema does not name is kept. */
export interface ShopRow {
  readonly id: number
  readonly total: string
  readonly [field: string]: string | number | null | undefined
}

export interface ScriptedShop {
  /** What the shop holds now, by id. */
  readonly rows: Map<number, ShopRow>
  pageSize: number
  /** Thrown, one by one, in the place of the next pages; `undefined` lets a page through. */
  readonly failures: (Fault | Error | undefined)[]
  /** Other changes that the next page carries. */
  readonly extra: Change<ShopRow>[]
  /** Pages that were asked for. */
  pages: number
  /** Keys that `get` was asked for. */
  readonly asked: number[]
  /** The walk stops before its end. */
  stopsEarly: boolean
  /** The walk gives the same page again and again. */
  standsStill: boolean
}

export function scriptedShop(count: number): ScriptedShop {
  const rows = new Map<number, ShopRow>()
  for (let id = 1; id <= count; id += 1) rows.set(id, { id, total: `${id}.00` })
  return {
    rows,
    pageSize: 10,
    failures: [],
    extra: [],
    pages: 0,
    asked: [],
    stopsEarly: false,
    standsStill: false,
  }
}

export interface ShopBehaviour {
  readonly deletes?: 'never' | 'reported' | 'absent'
  readonly paging?: 'stable' | 'shifting'
  readonly canGet?: boolean
  readonly tail?: boolean
  readonly mappings?: readonly Mapping[]
  readonly fingerprint?: string
  /** Names a column that grows with each change. */
  readonly version?: string
  /** Names the column that is the key. Default `id`. */
  readonly key?: string
}

export const orderMapping: Mapping = {
  id: 'shop-order',
  from: { connector: 'scripted', stream: 'orders' },
  to: { entity: 'order' },
  fields: {
    id: { $string: '$.id' },
    channel: 'web',
    status: 'paid',
    placedAt: '2026-11-01T00:00:00.000Z',
    currency: 'EUR',
    total: { $money: '$.total', currency: 'EUR' },
  },
}

/** Orders with the same `basket` are one. */
export const basketMapping: Mapping = {
  ...orderMapping,
  id: 'shop-basket',
  group: { by: ['$.basket'] },
  fields: {
    ...orderMapping.fields,
    id: { $string: '$.basket' },
    total: { $money: { $sum: { $each: '$rows', as: '$.total' } }, currency: 'EUR' },
  },
}

/** A connection to the scripted shop: a keyset walk by id over one stream, `orders`. */
export function shopConnection(shop: ScriptedShop, behaviour: ShopBehaviour = {}): Connection {
  const kit = author(z.unknown())
  const schema = z.looseObject({ id: z.number(), total: z.string().regex(/^\d+\.\d\d$/) })
  const { version } = behaviour
  const orders = kit.stream({
    schema,
    key: (row) => (row as ShopRow)[behaviour.key ?? 'id'] as string | number,
    deletes: behaviour.deletes ?? 'absent',
    ...(version !== undefined && { version: (row: object) => (row as ShopRow)[version] as number }),
    list: {
      params: z.null(),
      position: z.object({ after: z.number() }),
      paging: behaviour.paging ?? 'stable',
      async *plan() {
        yield { params: null, tail: behaviour.tail ?? false, estimate: shop.rows.size }
      },
      async *read(_context, _slice, from) {
        for (let after = from?.after ?? 0; ;) {
          shop.pages += 1
          const failure = shop.failures.shift()
          if (failure !== undefined) throw failure
          const rows = [...shop.rows.values()]
            .filter((row) => row.id > after)
            .toSorted((a, b) => a.id - b.id)
            .slice(0, shop.pageSize)
          if (!shop.standsStill) after = rows.at(-1)?.id ?? after
          const end = rows.length < shop.pageSize
          if (end && shop.stopsEarly) return
          yield {
            items: [...upserts(rows), ...shop.extra.splice(0)],
            next: { after },
            end,
          }
          if (end) return
        }
      },
    },
    ...(behaviour.canGet === true && {
      get: {
        maxKeys: 5,
        read: async (_context: unknown, keys: readonly (readonly (string | number)[])[]) =>
          keys.map(([key]) => {
            shop.asked.push(Number(key))
            return (shop.rows.get(Number(key)) as { id: number; total: string } | undefined) ?? null
          }),
      },
    }),
  })
  const connector = kit.connector({
    id: 'scripted',
    name: 'Scripted shop',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({ streams: { orders } }),
  })
  return {
    id: 'shop',
    connectorName: 'scripted-shop',
    version: '1.0.0',
    connector,
    config: {},
    fingerprint: behaviour.fingerprint ?? 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings: behaviour.mappings ?? [orderMapping],
  }
}

export function refused(kind: Fault['kind']): Error & Fault {
  return fault({ kind, message: `A scripted ${kind} fault.` })
}
