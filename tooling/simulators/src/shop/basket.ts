import type { Catalogue, ShopProduct } from './catalogue.ts'
import type { Person } from './people.ts'
import { draws, subject } from './random.ts'
import { priceIn, type ShopCurrency, type ShopStore } from './stores.ts'

/** One line of an order. All amounts are minor units with tax included; `tax` is the part of `total` that is tax. */
export interface ShopLine {
  readonly id: string
  readonly productId: string
  readonly variantId: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly unitPrice: number
  readonly discountPercent: number
  readonly taxRate: number
  readonly subtotal: number
  readonly discount: number
  readonly tax: number
  readonly total: number
}

export interface Basket {
  readonly lines: readonly ShopLine[]
  readonly coupon?: string
  readonly currency: ShopCurrency
}

/** What a person puts into the basket: few lines, popular products, now and then a coupon. */
export function basketOf(options: {
  readonly seed: number
  readonly index: number
  /** Of the draws: an order's own basket, or one that is never bought. */
  readonly kind: number
  readonly catalogue: Catalogue
  readonly person: Person
  readonly storeId: ShopStore['id']
  readonly time: number
}): Basket {
  const { seed, index, kind, catalogue, person, storeId, time } = options
  const draw = draws(seed, kind, index)
  const currency = storeId === 'web' ? person.currency : 'DKK'
  const percent = storeId === 'web' && draw.chance(0.12) ? draw.pick([10, 15, 20]) : 0
  let count = 1
  while (count < 12 && draw.chance(storeId === 'web' ? 0.5 : 0.35)) count += 1

  const lines: ShopLine[] = []
  for (let position = 0; position < count; position += 1) {
    // Squared, the draw prefers the front of the catalogue.
    const share = draw.unit()
    const product = catalogue.product(Math.floor(share * share * catalogue.size), time)
    const quantity = draw.chance(0.8) ? 1 : draw.between(2, draw.chance(0.1) ? 24 : 4)
    lines.push(lineOf(product, { position, quantity, currency, percent, choice: draw.unit() }))
  }
  return { lines, currency, ...(percent > 0 && { coupon: `SAVE${percent}` }) }
}

/** The line with another quantity, its amounts made anew. */
export function lineWithQuantity(line: ShopLine, quantity: number): ShopLine {
  return { ...line, quantity, ...amounts({ ...line, quantity }) }
}

/** The part of an amount that is tax, rounded half up. */
export function taxWithin(amount: number, rate: number): number {
  return Math.round((amount * rate) / (100 + rate))
}

export const basketKind = { order: subject.basket, shadow: subject.shadowCart } as const

function lineOf(
  product: ShopProduct,
  chosen: {
    readonly position: number
    readonly quantity: number
    readonly currency: ShopCurrency
    readonly percent: number
    readonly choice: number
  },
): ShopLine {
  const variant =
    product.variants[Math.floor(chosen.choice * product.variants.length)] ?? product.variants[0]
  const priced = {
    quantity: chosen.quantity,
    unitPrice: priceIn(chosen.currency, product.price),
    discountPercent: chosen.percent,
    taxRate: product.taxRate,
  }
  return {
    id: String(chosen.position + 1),
    productId: product.id,
    variantId: variant.id,
    sku: variant.sku,
    name: product.variants.length === 1 ? product.name : `${product.name}, ${variant.option}`,
    ...priced,
    ...amounts(priced),
  }
}

function amounts(line: {
  readonly quantity: number
  readonly unitPrice: number
  readonly discountPercent: number
  readonly taxRate: number
}) {
  const subtotal = line.quantity * line.unitPrice
  const discount = Math.round((subtotal * line.discountPercent) / 100)
  const total = subtotal - discount
  return { subtotal, discount, total, tax: taxWithin(total, line.taxRate) }
}
