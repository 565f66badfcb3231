import type { Expression, Mapping } from '@cartograph/core'
import { currency, filled, instant, type Money } from './expressions.ts'

const status: Expression = { $if: '$.active', then: 'active', else: 'archived' }

export const product: Mapping = {
  id: 'stripe-product',
  from: { connector: 'stripe', stream: 'products' },
  to: { entity: 'product' },
  fields: {
    id: '$.id',
    sku: filled('$.metadata.sku'),
    name: '$.name',
    description: filled('$.description'),
    status,
    url: filled('$.url'),
    imageUrls: '$.images',
    createdAt: instant('$.created'),
    updatedAt: instant('$.updated'),
    extra: { defaultPriceId: '$.default_price', metadata: '$.metadata' },
  },
}

/** A price is the form in which a product is bought: once, or every month. */
export function variant(money: Money): Mapping {
  return {
    id: 'stripe-variant',
    from: { connector: 'stripe', stream: 'prices' },
    to: { entity: 'variant' },
    fields: {
      id: '$.id',
      productId: '$.product',
      sku: filled('$.metadata.sku', '$.lookup_key'),
      name: filled('$.nickname'),
      status,
      price: money('$.unit_amount'),
      currency,
      attributes: {
        $if: { $not: { $isMissing: '$.recurring' } },
        then: { interval: '$.recurring.interval', intervalCount: '$.recurring.interval_count' },
      },
      createdAt: instant('$.created'),
      extra: { lookupKey: '$.lookup_key', metadata: '$.metadata' },
    },
  }
}
