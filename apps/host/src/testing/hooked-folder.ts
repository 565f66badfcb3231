import { connectorPackage, folderWith } from './folder.ts'

/** A shop that tells of orders by webhook; with `HANG` set it never finishes saying what a webhook means. */
const code = `
import * as z from 'zod'
const order = z.object({ id: z.number(), total: z.string() })
export const hooked = {
  specificationVersion: 'v1', id: 'hooked', name: 'Hooked', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { orders: { schema: order, key: (row) => row.id, deletes: 'reported' } },
    surfaces: {
      till: { authentication: { accept: ['path'], permissions: [] }, deadlineMs: 1000, routes: {} },
    },
    webhook: {
      verify: async (context, request) => {
        if (request.headers.get('x-key') !== 'right')
          throw Object.assign(new Error('wrong'), { $fault: 'v1', kind: 'auth', message: 'The key is wrong.' })
      },
      parse: async (context, request) => {
        if (process.env.HANG) await new Promise(() => {})
        return { entries: [{ op: 'upsert', stream: 'orders', row: await request.json() }] }
      },
      register: async () => [{ id: 'hook-1', topic: 'orders', secret: 'very-secret' }],
    },
    mappings: [{
      id: 'hooked-order', from: { connector: 'hooked', stream: 'orders' }, to: { entity: 'order' },
      fields: {
        id: { $string: '$.id' }, channel: 'web', status: 'paid', placedAt: '2026-01-01T00:00:00Z',
        currency: 'EUR', total: { $money: '$.total', currency: 'EUR' },
      },
    }],
  }),
}
`

/** A folder with a connection to that shop, and a public address. */
export function hookedFolder(): string {
  return folderWith({
    ...connectorPackage('hooked', code),
    'cartograph.yaml':
      'version: 1\norganisation: nordlys\nhost: { url: "https://data.example" }\nconnections: { shop: { connector: hooked } }\n',
  })
}
