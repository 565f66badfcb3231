import type { JsonObject } from '../json.ts'
import type { OrderContent, OrderEntry } from '../orders/order.ts'
import type { RefundEntry } from '../orders/refund.ts'
import type { StoreTime } from './store-time.ts'
import type { Entry, Table } from './table.ts'

/** A record of any kind but orders and refunds: what it has besides, or other than, its kind's defaults. */
export interface Document extends Entry {
  readonly status: string
  /** The product of a variation or a review, the attribute of a term, the order of a note; else 0. */
  readonly parent: number
  readonly fields: JsonObject
  readonly trashedFrom?: string
}

export const documentKinds = [
  'products',
  'variations',
  'customers',
  'coupons',
  'reviews',
  'categories',
  'tags',
  'brands',
  'attributes',
  'terms',
  'taxes',
  'notes',
  'webhooks',
] as const

export type DocumentKind = (typeof documentKinds)[number]

/** Something that a webhook can tell. */
export interface StoreEvent {
  readonly resource: 'order' | 'product' | 'coupon' | 'customer' | 'action'
  /** `created`, `updated`, … or the name of an action. */
  readonly event: string
  readonly id: number
}

/** Rows of these kinds draw their ids from one sequence each: orders, refunds, products, variations and coupons from one. */
export type Sequence =
  | 'post'
  | 'item'
  | 'user'
  | 'term'
  | 'comment'
  | 'attribute'
  | 'tax'
  | 'webhook'

export interface Store {
  readonly currency: string
  readonly pricesIncludeTax: boolean
  readonly version: { readonly woocommerce: string; readonly wordpress: string }
  readonly time: StoreTime
  /** Without a slash at its end. */
  homeUrl(): string
  /** The store's clock, in whole seconds. */
  now(): number
  /** The first of `count` new ids in a row. */
  nextId(sequence: Sequence, count?: number): number
  readonly orders: Table<OrderEntry>
  readonly refunds: Table<RefundEntry>
  readonly documents: Readonly<Record<DocumentKind, Table<Document>>>
  contentOf(entry: OrderEntry): OrderContent
  /** Says how orders that come from elsewhere are read. */
  readContent(from: 'shop' | 'seed', read: (entry: OrderEntry) => OrderContent): void
  fire(event: StoreEvent): void
  listen(listener: (event: StoreEvent) => void): void
}
