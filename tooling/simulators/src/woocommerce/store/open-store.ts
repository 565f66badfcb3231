import type { WooCommerceOptions } from '../options.ts'
import type { OrderContent, OrderEntry } from '../orders/order.ts'
import type { RefundEntry } from '../orders/refund.ts'
import { secondOf } from '../orders/shop-order.ts'
import { storeTimeIn } from './store-time.ts'
import {
  documentKinds,
  type Document,
  type Sequence,
  type Store,
  type StoreEvent,
} from './store.ts'
import { table } from './table.ts'

/** A store with nothing in it. `address` is asked for where no other home is set. */
export function openStore(options: WooCommerceOptions, address: () => string): Store {
  const now = clockOf(options)
  const counters = new Map<Sequence, number>([
    ['post', 10],
    ['item', 1],
    // The shop's customers keep the numbers they have there; those made by hand stand far behind them.
    ['user', options.shop === undefined ? 2 : 1_000_001],
    ['term', 15],
    ['comment', 1],
    ['attribute', 1],
    ['tax', 1],
    ['webhook', 1],
  ])
  const readers = new Map<OrderEntry['content']['from'], (entry: OrderEntry) => OrderContent>()
  const listeners: ((event: StoreEvent) => void)[] = []
  return {
    currency: options.currency ?? 'DKK',
    pricesIncludeTax: options.pricesIncludeTax ?? true,
    version: options.version ?? { woocommerce: '11.0.1', wordpress: '7.0.4' },
    time: storeTimeIn(options.timeZone ?? 'Europe/Copenhagen'),
    homeUrl: () => options.homeUrl ?? address(),
    now: () => secondOf(now()),
    nextId(sequence, count = 1) {
      const id = counters.get(sequence) ?? 1
      counters.set(sequence, id + count)
      return id
    },
    orders: table<OrderEntry>(),
    refunds: table<RefundEntry>(),
    documents: Object.fromEntries(
      documentKinds.map((kind) => [kind, table<Document>()]),
    ) as Store['documents'],
    contentOf(entry) {
      if (entry.content.from === 'hand') return entry.content.content
      const read = readers.get(entry.content.from)
      if (read === undefined)
        throw new Error(`Nothing reads orders from the ${entry.content.from}.`)
      return read(entry)
    },
    readContent(from, read) {
      readers.set(from, read)
    },
    fire(event) {
      for (const listener of listeners) listener(event)
    },
    listen(listener) {
      listeners.push(listener)
    },
  }
}

function clockOf({ now, shop }: WooCommerceOptions): () => number {
  if (now !== undefined) return now
  return shop === undefined ? Date.now : () => shop.now()
}
