import type { ShopLine } from '../../shop/basket.ts'
import type { SimulatedShop } from '../../shop/shop.ts'
import { planPayouts } from '../changes/payouts.ts'
import { amountIn } from '../money/currency.ts'
import { dayOf } from '../money/ledger.ts'
import type { Account } from '../store/account.ts'
import {
  couponRow,
  priceIdOf,
  pricePointOf,
  priceRow,
  productRow,
  promotionCodeRow,
  type PricePoint,
} from './catalogue-rows.ts'
import { customerRow } from './customer-rows.ts'
import { makingOf, type Making } from './making.ts'
import { salesOf, secondsOf } from './sale.ts'
import { seedOddities } from './oddities.ts'
import { seedRow } from './seed-row.ts'
import { planExpiry, seedSale } from './seed-sale.ts'
import { cartSessionId, sessionLastsSeconds, sessionOfCart } from './session-rows.ts'
import { openClub, type Club } from './subscribers.ts'

/** Fills an account with what a shop has sold so far. */
export function seedShop(account: Account, shop: SimulatedShop): { making: Making; club: Club } {
  const making = makingOf(account, shop)
  const openedAt = openingOf(shop)
  seedCatalogue(making, shop)
  const club = openClub(account, openedAt)
  seedPeople(making, shop, club)
  const prices = new Map<string, PricePoint>()
  const coupons = new Set<string>()
  for (const { sale, lines } of salesOf(shop)) {
    if (sale.coupon !== undefined && !coupons.has(sale.coupon)) {
      coupons.add(sale.coupon)
      seedCoupon(making, sale.coupon, sale.placedAt)
    }
    notePrices(making, sale, lines, prices)
    seedSale(making, sale)
  }
  for (const [id, point] of prices) {
    if (account.tables.prices.get(id) !== undefined) continue
    seedRow(account, 'prices', { id, created: point.created }, () => priceRow(making, point, false))
  }
  seedCarts(making, shop)
  seedOddities(account, openedAt)
  planPayouts(account, dayOf(openedAt))
  account.agenda.upTo(account.present())
  return { making, club }
}

export function seedCoupon(making: Making, code: string, at: number): void {
  const { account } = making
  const row = couponRow(making, code, at)
  seedRow(account, 'coupons', { id: row.id, created: at }, () => row)
  const promotion = promotionCodeRow(making, code, at)
  seedRow(account, 'promotion_codes', { id: promotion.id, created: at }, () => promotion)
}

function seedCatalogue(making: Making, shop: SimulatedShop): void {
  const { account, seed } = making
  for (const product of shop.products()) {
    const row = productRow(making, product)
    seedRow(account, 'products', { id: row.id, created: secondsOf(product.createdAt) }, () => row)
    const point = pricePointOf(product)
    seedRow(account, 'prices', { id: priceIdOf(seed, point), created: point.created }, () =>
      priceRow(making, point, true),
    )
  }
}

function seedPeople(making: Making, shop: SimulatedShop, club: Club): void {
  for (const customer of shop.customers()) {
    if (customer.storeId !== 'web') continue
    const row = customerRow(making, customer)
    const created = secondsOf(customer.createdAt)
    // Kept as the shop's record, not as the whole row.
    seedRow(making.account, 'customers', { id: row.id, created }, () =>
      customerRow(making, customer),
    )
    club.invite(row.id, customer.person, created)
  }
}

/** The prices that things were sold at. What is not sold at any more is not active. */
function notePrices(
  making: Making,
  sale: { readonly currency: string; readonly placedAt: number },
  lines: readonly ShopLine[],
  prices: Map<string, PricePoint>,
): void {
  for (const line of lines) {
    const currency = sale.currency.toUpperCase() as Parameters<typeof amountIn>[0]
    const point = {
      productId: line.productId,
      currency: sale.currency,
      amount: amountIn(currency, line.unitPrice),
      created: sale.placedAt,
    }
    const id = priceIdOf(making.seed, point)
    if (!prices.has(id)) prices.set(id, point)
  }
}

function seedCarts(making: Making, shop: SimulatedShop): void {
  const { account } = making
  for (const cart of shop.carts()) {
    if (!isCheckout(cart)) continue
    const created = secondsOf(cart.createdAt)
    const id = cartSessionId(making, cart)
    const settledAt = created + sessionLastsSeconds
    seedRow(account, 'checkout_sessions', { id, created, settledAt }, () =>
      sessionOfCart(making, cart),
    )
    planExpiry(making, id, created)
  }
}

/** A cart without an order whose owner gave an address: one that came as far as the checkout. */
export function isCheckout(cart: { readonly id: string; readonly email?: string }): boolean {
  return cart.id.startsWith('X') && cart.email !== undefined
}

function openingOf(shop: SimulatedShop): number {
  for (const product of shop.products()) return secondsOf(product.createdAt)
  return secondsOf(shop.now())
}
