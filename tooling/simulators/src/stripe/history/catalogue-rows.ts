import type { ShopProduct } from '../../shop/catalogue.ts'
import type { StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { identifier } from '../store/identifiers.ts'
import { productIdOf, type Making } from './making.ts'
import { secondsOf } from './sale.ts'

/** A price at which something is or was sold. Prices are never changed; another amount is another price. */
export interface PricePoint {
  readonly productId: string
  readonly currency: string
  readonly amount: number
  readonly created: number
}

export function priceIdOf(
  seed: number,
  { productId, currency, amount }: Omit<PricePoint, 'created'>,
) {
  return identifier('price_', seed, productId, currency, amount)
}

export function productRow({ seed, livemode }: Making, product: ShopProduct): StripeObject {
  const created = secondsOf(product.createdAt)
  return rowOf(
    'products',
    { id: productIdOf(seed, product.id), created, livemode },
    {
      default_price: priceIdOf(seed, pricePointOf(product)),
      description: `${product.category.parent}: ${product.category.name}`,
      metadata: { shop_product: product.id },
      name: product.name,
      type: 'good',
      updated: secondsOf(product.updatedAt),
    },
  )
}

export function pricePointOf(product: ShopProduct): PricePoint {
  const created = secondsOf(product.createdAt)
  return { productId: product.id, currency: 'dkk', amount: product.price, created }
}

export function priceRow(
  { seed, livemode }: Pick<Making, 'seed' | 'livemode'>,
  point: PricePoint,
  active: boolean,
): StripeObject {
  const identity = { id: priceIdOf(seed, point), created: point.created, livemode }
  return rowOf('prices', identity, {
    active,
    currency: point.currency,
    product: productIdOf(seed, point.productId),
    unit_amount: point.amount,
    unit_amount_decimal: String(point.amount),
  })
}

/** A coupon of the shop: `SAVE15` takes fifteen per cent off. */
export function couponRow({ livemode }: Making, code: string, created: number): StripeObject {
  return rowOf(
    'coupons',
    { id: code, created, livemode },
    {
      name: code,
      percent_off: Number(/\d+$/u.exec(code)?.[0] ?? '10'),
    },
  )
}

export function promotionCodeRow({ seed, livemode }: Making, code: string, created: number) {
  return rowOf(
    'promotion_codes',
    { id: identifier('promo_', seed, code), created, livemode },
    {
      code,
      promotion: { coupon: code, type: 'coupon' },
    },
  )
}
