import { itemCount } from '../orders/order-items.ts'
import type { WooOrderSeed, WooRefundSeed } from '../orders/order-seed.ts'
import type { OrderEntry } from '../orders/order.ts'
import { piecesOf } from '../orders/refund-pieces.ts'
import { seedContent } from '../orders/seed-order.ts'
import { secondOf } from '../orders/shop-order.ts'
import type { Document, Store } from '../store/store.ts'

/** Takes over orders from elsewhere, and makes the products and the customers that they name. */
export function feedSeeds(store: Store, seeds: Iterable<WooOrderSeed>) {
  const products = new Map<string, number>()
  const customers = new Map<string, number>()

  const putProduct = ({ sku, name, unitPrice }: WooOrderSeed['lines'][number], time: number) => {
    if (products.has(sku)) return
    const id = store.nextId('post')
    products.set(sku, id)
    const fields = { name, sku, regular_price: unitPrice }
    store.documents.products.put(documentOf(id, time, 'publish', fields))
  }
  const customerId = ({ customer, email, country }: WooOrderSeed, time: number): number => {
    if (customer === undefined) return 0
    const known = customers.get(customer)
    if (known !== undefined) return known
    const id = store.nextId('user')
    customers.set(customer, id)
    const fields = {
      username: customer,
      email: email ?? `${customer}@example.com`,
      ...(country !== undefined && { billing: { country } }),
    }
    store.documents.customers.put(documentOf(id, time, 'customer', fields))
    return id
  }

  const product = (sku: string) => products.get(sku) ?? 0
  store.readContent('seed', ({ content, itemsFrom }) => {
    if (content.from !== 'seed') throw new Error('This order does not come from a seed.')
    return seedContent(content.seed, { currency: store.currency, itemsFrom, product })
  })
  for (const seed of seeds) {
    const createdAt = secondOf(seed.placedAt)
    for (const line of seed.lines) putProduct(line, createdAt)
    const refunds = seed.refunds ?? []
    const modifiedAt = Math.max(
      secondOf(seed.modifiedAt ?? seed.placedAt),
      ...refunds.map(({ at }) => secondOf(at)),
    )
    const entry: OrderEntry = {
      id: store.nextId('post'),
      createdAt,
      modifiedAt,
      status: seed.status ?? 'completed',
      customerId: customerId(seed, createdAt),
      content: { from: 'seed', seed },
      itemsFrom: store.nextId('item', itemCount(seed.lines.length)),
      refundIds: [],
    }
    const refundIds = refunds.map((refund) => putRefund(store, entry, refund))
    store.orders.put({ ...entry, refundIds })
  }
}

function documentOf(
  id: number,
  time: number,
  status: string,
  fields: Document['fields'],
): Document {
  return { id, createdAt: time, modifiedAt: time, status, parent: 0, fields }
}

function putRefund(
  store: Store,
  order: OrderEntry,
  { at, reason = '', lines }: WooRefundSeed,
): number {
  const content = store.contentOf(order)
  const pieces = piecesOf(
    content,
    lines.map(({ line, quantity }) => ({ itemId: content.lines[line]?.id ?? 0, quantity })),
  )
  const id = store.nextId('post')
  const time = secondOf(at)
  store.refunds.put({
    id,
    createdAt: time,
    modifiedAt: time,
    orderId: order.id,
    amount: pieces.reduce((sum, { total, tax }) => sum + total + tax, 0),
    reason,
    full: false,
    lines: pieces,
    itemsFrom: store.nextId('item', itemCount(lines.length)),
  })
  return id
}
