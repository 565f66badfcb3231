import { connectorPackage } from '../../testing/folder.ts'

/** A shop whose catalogue a test sets: rows of the model, as `globalThis.catalogue` has them by stream. */
const code = `
import * as z from 'zod'
const fields = {
  products: ['name', 'description', 'status', 'url', 'imageUrls', 'categoryIds', 'brand', 'sku', 'gtin', 'price', 'salePrice', 'currency', 'cost', 'stock', 'inStock', 'attributes', 'extra', 'storeId'],
  variants: ['productId', 'name', 'status', 'url', 'imageUrls', 'sku', 'gtin', 'price', 'salePrice', 'currency', 'cost', 'stock', 'inStock', 'attributes', 'extra'],
  categories: ['name', 'parentId'],
  stocks: ['productId', 'variantId', 'quantity', 'reserved', 'location'],
  orders: ['status', 'placedAt', 'currency', 'total', 'lines'],
}
const entities = { products: 'product', variants: 'variant', categories: 'category', stocks: 'stockLevel', orders: 'order' }
const stream = (name) => ({
  schema: z.looseObject({ id: z.string() }), key: (row) => row.id, deletes: 'absent',
  list: {
    params: z.null(), position: z.number(), paging: 'stable',
    async *plan() { yield { params: null } },
    async *read() {
      const rows = globalThis.catalogue[name] ?? []
      yield { items: rows.map((row) => ({ op: 'upsert', row })), next: 0, end: true }
    },
  },
})
const taken = z.strictObject({ id: z.string(), name: z.string() })
export const shop = {
  specificationVersion: 'v1', id: 'catalogue', name: 'Catalogue', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: Object.fromEntries(Object.keys(fields).map((name) => [name, stream(name)])),
    sinks: { shelf: {
      schema: taken, key: (item) => item.id, mode: 'upsert', deletes: true, onUnknown: 'repeat', landMs: 0,
      batch: { maxItems: 2, maxBytes: 100_000 },
      write: async (context, items) => items.map((each) => {
        globalThis.shelf.push(each.op === 'write' ? each.item.id + ' ' + each.item.name : 'gone ' + each.key[0])
        return globalThis.refuses?.includes(each.key[0])
          ? { status: 'failed', fault: { $fault: 'v1', kind: 'record', message: 'No room for it.' } }
          : { status: 'ok' }
      }),
    } },
    mappings: Object.entries(fields).map(([name, own]) => ({
      id: name, from: { connector: 'catalogue', stream: name }, to: { entity: entities[name] },
      fields: Object.fromEntries([['id', '$.id'], ...own.map((field) => [field, '$.' + field])]),
      onDrift: 'warn',
    })),
  }),
}
`

export function cataloguePackage(): Record<string, string | object> {
  return connectorPackage('catalogue', code)
}

export interface Catalogue {
  readonly products?: readonly object[]
  readonly variants?: readonly object[]
  readonly categories?: readonly object[]
  readonly stocks?: readonly object[]
  readonly orders?: readonly object[]
}

/** What the shop has from now on. */
export function setCatalogue(catalogue: Catalogue): void {
  Object.assign(globalThis, { catalogue })
}

/** A product that nothing is wrong with. */
export function sound(id: string, more: object = {}): object {
  return {
    id,
    name: `Product ${id}`,
    description: 'Light and warm.',
    status: 'active',
    url: `https://shop.example/p/${id}`,
    imageUrls: [`https://shop.example/i/${id}.jpg`],
    categoryIds: ['20'],
    brand: 'Nordlys',
    sku: `SKU-${id}`,
    gtin: '4006381333931',
    price: 119_900,
    currency: 'DKK',
    inStock: true,
    ...more,
  }
}

export const shelves = [
  { id: '10', name: 'Clothes' },
  { id: '20', name: 'Jackets', parentId: '10' },
]
