/** Every entity of the model, the ones that others refer to first, and its plural for lists, tables and addresses. */
export const plurals = {
  store: 'stores',
  customer: 'customers',
  category: 'categories',
  product: 'products',
  variant: 'variants',
  stockLevel: 'stockLevels',
  coupon: 'coupons',
  cart: 'carts',
  order: 'orders',
  payment: 'payments',
  refund: 'refunds',
  dispute: 'disputes',
  payout: 'payouts',
  subscription: 'subscriptions',
  voucher: 'vouchers',
  voucherRedemption: 'voucherRedemptions',
  consent: 'consents',
  event: 'events',
  profile: 'profiles',
} as const

export type EntityName = keyof typeof plurals

export const entityNames = Object.keys(plurals) as readonly EntityName[]

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(plurals, name)
}
