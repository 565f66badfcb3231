import { connectorPackage, folderWith } from './folder.ts'

/**
 * A vendor that tells of orders by webhook and takes them back slowly: a call says in the file `begun` that it has begun, and
 * ends `CALL_MS` later. With `HANG` set it never finishes saying what a webhook means.
 */
const code = `
import { appendFileSync } from 'node:fs'
import * as z from 'zod'
const order = z.object({ id: z.number(), total: z.string() })
const item = z.object({ id: z.string() })
export const slow = {
  specificationVersion: 'v1', id: 'slow', name: 'Slow', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { orders: { schema: order, key: (row) => row.id, deletes: 'reported' } },
    webhook: {
      verify: async () => {},
      parse: async (context, request) => {
        if (process.env.HANG) await new Promise(() => {})
        return { entries: [{ op: 'upsert', stream: 'orders', row: await request.json() }] }
      },
    },
    sinks: { orders: {
      schema: item, key: (row) => row.id, mode: 'upsert', batch: { maxItems: 1, maxBytes: 1e6 }, onUnknown: 'lose',
      write: async (context, items) => {
        appendFileSync(process.env.BEGUN, items.map(({ item }) => item.id + '\\n').join(''))
        await new Promise((resolve) => setTimeout(resolve, Number(process.env.CALL_MS)))
        return items.map(() => ({ status: 'ok' }))
      },
    } },
    mappings: [
      {
        id: 'slow-order', from: { connector: 'slow', stream: 'orders' }, to: { entity: 'order' },
        fields: {
          id: { $string: '$.id' }, channel: 'web', status: 'paid', placedAt: '2026-01-01T00:00:00Z',
          currency: 'EUR', total: { $money: '$.total', currency: 'EUR' },
        },
      },
      { id: 'order-slow', from: { entity: 'order' }, to: { connector: 'slow', sink: 'orders' }, fields: { id: '$.id' } },
    ],
  }),
}
`

/** A folder with a connection to that vendor, and a delivery back to it. */
export function slowSinkFolder(): string {
  return folderWith({
    ...connectorPackage('slow', code),
    'cartograph.yaml': `version: 1
organisation: nordlys
host: { url: "https://data.example" }
connections: { shop: { connector: slow } }
deliveries: { back: { from: order, to: { connection: shop, sink: orders } } }
`,
  })
}
