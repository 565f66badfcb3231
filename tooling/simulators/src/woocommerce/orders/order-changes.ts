import type { Store } from '../store/store.ts'
import { contentFrom, customerFrom, statusFrom, type OrderInput } from './order-input.ts'
import { itemCount } from './order-items.ts'
import { addNote } from './order-notes.ts'
import { statusNames, type OrderStatus } from './order-status.ts'
import type { OrderContent, OrderEntry } from './order.ts'

/** What can be done to orders, over the API or by hand in the shop. Each fires what the real one fires. */
export interface OrderChanges {
  create(input: OrderInput): OrderEntry
  /** A status other than `trash` brings an order in the trash back. */
  update(entry: OrderEntry, input: OrderInput): OrderEntry
  trash(entry: OrderEntry): OrderEntry
  restore(entry: OrderEntry): OrderEntry
  /** Leaves no trace, and tells nobody. */
  remove(entry: OrderEntry): void
  /** Moves the modified date and nothing else. */
  touch(entry: OrderEntry, at?: number): OrderEntry
}

export function orderChanges(store: Store): OrderChanges {
  const put = (entry: OrderEntry) => {
    store.orders.put(entry)
    return entry
  }
  const fire = (event: string, id: number) => store.fire({ resource: 'order', event, id })

  const moveStock = (content: OrderContent) => {
    for (const line of content.lines) sell(store, line.variationId || line.productId, line.quantity)
  }

  return {
    create(input) {
      const id = store.nextId('post')
      const itemsFrom = store.nextId('item', itemCount(0))
      const now = store.now()
      const status = statusFrom(input) ?? (input['set_paid'] === true ? 'processing' : 'pending')
      const content = withDates(contentFrom(store, { id, itemsFrom, input }), status, now)
      const entry = put({
        id,
        createdAt: now,
        modifiedAt: now,
        status,
        customerId: customerFrom(input) ?? 0,
        content: { from: 'hand', content },
        itemsFrom,
        refundIds: [],
      })
      fire('created', id)
      if (sold.has(status)) moveStock(content)
      return entry
    },
    update(entry, input) {
      const { trashed, ...rest } = entry
      const status = statusFrom(input) ?? entry.status
      const restored = entry.status === 'trash' && status !== 'trash'
      const before = store.contentOf(entry)
      const now = store.now()
      const content = withDates(
        contentFrom(store, { id: entry.id, itemsFrom: entry.itemsFrom, input, before }),
        status,
        now,
      )
      const updated = put({
        ...rest,
        ...(!restored && trashed !== undefined && { trashed }),
        status,
        customerId: customerFrom(input) ?? entry.customerId,
        content: { from: 'hand', content },
        modifiedAt: now,
      })
      if (!sold.has(entry.status) && sold.has(status)) moveStock(content)
      if (status !== entry.status && status !== 'trash') {
        const names = [entry.status, status].map((one) => statusNames[one] ?? one)
        addNote(store, entry.id, `Order status changed from ${names.join(' to ')}.`)
      }
      if (restored) fire('restored', entry.id)
      fire('updated', entry.id)
      return updated
    },
    trash(entry) {
      const at = store.now()
      const trashed = { status: entry.status, at }
      const updated = put({ ...entry, status: 'trash', trashed, modifiedAt: at })
      fire('deleted', entry.id)
      return updated
    },
    restore(entry) {
      const { trashed, ...rest } = entry
      const status = trashed?.status ?? entry.status
      const updated = put({ ...rest, status, modifiedAt: store.now() })
      fire('restored', entry.id)
      return updated
    },
    remove(entry) {
      for (const id of entry.refundIds) store.refunds.remove(id)
      store.orders.remove(entry.id)
    },
    touch(entry, at = store.now()) {
      const updated = put({ ...entry, modifiedAt: at })
      fire('updated', entry.id)
      return updated
    },
  }
}

/** Statuses in which the goods are taken from the stock. */
const sold: ReadonlySet<OrderStatus> = new Set(['processing', 'completed', 'on-hold'])

function withDates(content: OrderContent, status: OrderStatus, now: number): OrderContent {
  const isPaid = status === 'processing' || status === 'completed'
  return {
    ...content,
    ...(isPaid && content.paidAt === undefined && { paidAt: now }),
    ...(status === 'completed' && content.completedAt === undefined && { completedAt: now }),
  }
}

/** A sale moves the stock of a product, its `total_sales`, and its modified date; of a variation also its parent's. */
function sell(store: Store, id: number, quantity: number) {
  const { products, variations } = store.documents
  const variation = variations.get(id)
  const target = variation ?? products.get(id)
  if (target === undefined) return
  const kind = variation === undefined ? products : variations
  const stock = target.fields['stock_quantity']
  const sales = Number(target.fields['total_sales'] ?? 0)
  kind.put({
    ...target,
    modifiedAt: store.now(),
    fields: {
      ...target.fields,
      ...(typeof stock === 'number' && {
        stock_quantity: stock - quantity,
        stock_status: stock - quantity > 0 ? 'instock' : 'outofstock',
      }),
      ...(variation === undefined && { total_sales: sales + quantity }),
    },
  })
  if (variation !== undefined) {
    const parent = products.get(variation.parent)
    if (parent !== undefined) {
      const parentSales = Number(parent.fields['total_sales'] ?? 0) + quantity
      products.put({
        ...parent,
        modifiedAt: store.now(),
        fields: { ...parent.fields, total_sales: parentSales },
      })
    }
  }
  store.fire({ resource: 'product', event: 'updated', id: variation?.parent ?? id })
}
