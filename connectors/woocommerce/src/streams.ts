import type { Parts } from '@cartograph/core'
import { attributes, attributeTerms } from './attributes.ts'
import { carts } from './carts.ts'
import { coupons } from './coupons.ts'
import { customers } from './customers.ts'
import type { Found } from './discover.ts'
import { refundsOfOrders, variationsOfProducts } from './older-shops.ts'
import { orderNotes } from './order-notes.ts'
import { orders } from './orders.ts'
import { paymentGateways } from './payment-gateways.ts'
import { products } from './products.ts'
import { refunds } from './refunds.ts'
import { reportSales, reportTopSellers, reportTotals } from './reports.ts'
import { reviews } from './reviews.ts'
import type { Settings } from './settings.ts'
import { shippingMethods, shippingZones } from './shipping.ts'
import { store } from './store.ts'
import { taxes } from './taxes.ts'
import { brands, categories, tags } from './terms.ts'
import { variations } from './variations.ts'

const user = 'User of the key: Shop manager or Administrator'
const readPermissions = ['Key: Read', user]
/** A key that may write is only needed for webhooks. */
export const webhookPermissions = ['Key: Read/Write', user]

/** What is read, by the settings and by what the shop's version has. */
export function shopStreams(
  { notes, reports, carts: hasPlugin }: Settings,
  found: Found | null,
): NonNullable<Parts<Settings>['streams']> {
  const has = (endpoint: Found['missing'][number]) => found?.missing.includes(endpoint) !== true
  const transactions = {
    orders,
    refunds: has('refunds') ? refunds : refundsOfOrders,
    ...(notes === true && { orderNotes }),
    ...(hasPlugin === true && { carts }),
  }
  const streams = {
    store,
    categories,
    tags,
    ...(has('brands') && { brands }),
    attributes,
    attributeTerms,
    products,
    variations: has('variations') ? variations : variationsOfProducts,
    customers,
    coupons,
    ...(reports === true ? { reportSales, reportTopSellers, reportTotals } : transactions),
    reviews,
    taxes,
    shippingZones,
    shippingMethods,
    paymentGateways,
  }
  return Object.fromEntries(
    Object.entries(streams).map(([name, stream]) => [
      name,
      { ...stream, permissions: readPermissions },
    ]),
  )
}
