import { textIn } from '../json.ts'
import { listIn } from '../rest/form.ts'
import { filterBy, kind, matching, same, type Kind } from './kind.ts'

/** What is sold, and at what price. */
export const catalogueKinds = {
  products: {
    ...kind('products', 'product', 'prod_', 'product'),
    filters: {
      ...filterBy.active,
      ids: (row, value) => listIn(value).includes(row.id),
      shippable: same('shippable'),
      type: same('type'),
      url: same('url'),
    },
  },
  prices: {
    ...kind('prices', 'price', 'price_', 'plan'),
    filters: {
      ...filterBy.active,
      currency: same('currency'),
      lookup_keys: (row, value) => listIn(value).includes(textIn(row['lookup_key'])),
      product: same('product'),
      recurring: matching('recurring'),
      type: same('type'),
    },
  },
  plans: {
    ...kind('plans', 'plan', 'plan_', 'plan'),
    filters: { ...filterBy.active, product: same('product') },
  },
  coupons: kind('coupons', 'coupon', 'coupon_', 'coupon'),
  promotion_codes: {
    ...kind('promotion_codes', 'promotion_code', 'promo_', 'promotion_code'),
    filters: {
      ...filterBy.active,
      ...filterBy.customer,
      code: same('code'),
      coupon: same('promotion.coupon'),
    },
  },
  tax_rates: {
    ...kind('tax_rates', 'tax_rate', 'txr_', 'tax_rate'),
    filters: { ...filterBy.active, inclusive: same('inclusive') },
  },
} as const satisfies Readonly<Record<string, Kind>>
