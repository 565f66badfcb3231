import type { Stream } from '@cartograph/core'
import { categories, manufacturers, priceLists, prices, vatGroups, vouchers } from './catalogue.ts'
import { orders } from './orders.ts'
import { registers, stores, warehouses } from './places.ts'
import { products } from './products.ts'
import { kit, type Settings } from './settings.ts'
import { stockLevels } from './stock-levels.ts'
import { contacts, redemptions } from './till/streams.ts'
import { users } from './users.ts'
import { receiptRequestRow } from './webhook.ts'

const receiptRequests = kit.stream({
  schema: receiptRequestRow,
  key: (row) => row.event_id,
  deletes: 'never',
})

/** All that an account has, and what its tills write here. */
export const streams: Readonly<Record<string, Stream<Settings>>> = {
  orders,
  products,
  categories,
  manufacturers,
  vatGroups,
  priceLists,
  prices,
  vouchers,
  stores,
  registers,
  warehouses,
  stockLevels,
  users,
  receiptRequests,
  contacts,
  redemptions,
}

/** Where each stream that is read asks first. */
export const pathsOfStreams: Readonly<Record<string, string>> = {
  orders: 'orders',
  products: 'S/products',
  categories: 'S/categories',
  manufacturers: 'S/manufacturers',
  vatGroups: 'S/productgroups',
  priceLists: 'S/pricelists',
  prices: 'S/pricelists',
  vouchers: 'S/vouchers',
  stores: 'S/stores',
  registers: 'S/cashregisters',
  warehouses: 'S/warehouses',
  stockLevels: 'S/warehouses',
  users: 'S/users',
}
