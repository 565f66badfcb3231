import { author, type Mapping, type ServedSink } from '@cartograph/core'
import * as z from 'zod'
import type { Connection, Delivery } from '../config/index.ts'
import type { SinkPlace } from '../store/index.ts'

export type Line = { id: string; total: number }
export type Encode = ServedSink<unknown, Line>['serve']['encode']

export const servedPlace: SinkPlace = { connection: 'vendor', sink: 'list' }

export const lineMapping: Mapping = {
  id: 'order-line',
  from: { entity: 'order' },
  to: { connector: 'scripted-served', sink: 'list' },
  fields: { id: '$.id', total: '$.total' },
}

/** A line an item. */
export const plainLines: Encode = async function* encode(_context, pages) {
  yield 'id,total\n'
  for await (const page of pages) yield page.map(({ id, total }) => `${id},${total}\n`).join('')
}

/** A vendor that fetches a list. */
export function servedConnection(
  encode: Encode = plainLines,
  contentType = 'text/csv',
): Connection {
  const kit = author(z.unknown())
  const list = kit.served({
    schema: z.object({ id: z.string(), total: z.number() }),
    key: (item) => item.id,
    serve: { contentType, encode },
  })
  const connector = kit.connector({
    id: 'scripted-served',
    name: 'Scripted list',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({ sinks: { list } }),
  })
  return {
    id: 'vendor',
    connectorName: 'scripted-served',
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

export function servedDelivery(more: Partial<Delivery> = {}): Delivery {
  return {
    id: 'list-out',
    from: 'order',
    connection: 'vendor',
    sink: 'list',
    mapping: lineMapping,
    replace: false,
    settings: {},
    paused: false,
    ...more,
  }
}
