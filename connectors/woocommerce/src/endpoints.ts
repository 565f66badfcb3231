import type { Context } from '@cartograph/core'
import type { Answer } from './answer.ts'
import { ask } from './client.ts'
import type { Settings } from './settings.ts'

/** What each stream is read from, asked in the cheapest way to learn whether it may be read and exists at all. */
export const endpoints = {
  orders: 'orders',
  refunds: 'refunds',
  products: 'products',
  variations: 'variations',
  categories: 'products/categories',
  tags: 'products/tags',
  brands: 'products/brands',
  attributes: 'products/attributes',
  customers: 'customers',
  coupons: 'coupons',
  reviews: 'products/reviews',
  taxes: 'taxes',
  shippingZones: 'shipping/zones',
  paymentGateways: 'payment_gateways',
  reportTotals: 'reports/orders/totals',
} as const

export type Endpoint = keyof typeof endpoints

/** Lists over all parents that came late; without them the children are read parent by parent. */
export const replaced: readonly Endpoint[] = ['variations', 'refunds']

/** One row of an endpoint's list, and of it the id alone. */
export function probe(context: Context<Settings>, endpoint: Endpoint): Promise<Answer> {
  return ask(context, {
    path: endpoints[endpoint],
    query: { per_page: '1', _fields: 'id' },
    expect: [401, 403, 404],
  })
}

/** The endpoints that the settings ask for. */
export function wantedEndpoints({ reports }: Settings): readonly Endpoint[] {
  const without: readonly Endpoint[] = reports === true ? ['orders', 'refunds'] : ['reportTotals']
  return (Object.keys(endpoints) as Endpoint[]).filter((endpoint) => !without.includes(endpoint))
}
