import type { ShopCart } from '../../shop/carts.ts'
import type { ShopChange } from '../../shop/journal.ts'
import type { SimulatedShop } from '../../shop/shop.ts'
import { create, update } from '../changes/change.ts'
import { refundCharge } from '../changes/payments.ts'
import { isJsonObject } from '../json.ts'
import { pricePointOf, priceIdOf, priceRow, productRow } from './catalogue-rows.ts'
import { customerRow } from './customer-rows.ts'
import { customerIdOf, productIdOf, type Making } from './making.ts'
import {
  balanceOfSale,
  chargeOfSale,
  intentOfSale,
  methodOfSale,
  refundIds,
  refundRow,
  saleIds,
} from './sale-rows.ts'
import { saleOf, secondsOf, type Sale } from './sale.ts'
import { planExpiry, planTrouble } from './seed-sale.ts'
import { isCheckout, seedCoupon } from './seed-shop.ts'
import { cartSessionId, sessionOfCart, sessionOfSale } from './session-rows.ts'
import type { Club } from './subscribers.ts'

/** Lets happen in the account what has happened in its shop since, and what was planned until now, in the order of time. */
export function shopFollower(making: Making, shop: SimulatedShop, club: Club): () => void {
  const { account } = making
  let sequence = shop.changesSince(0).at(-1)?.sequence ?? 0
  return () => {
    const changes = shop.changesSince(sequence)
    const carts = changes.some(isNewCart) ? checkoutCarts(shop) : new Map<string, ShopCart>()
    for (const change of changes) {
      sequence = change.sequence
      const at = secondsOf(change.at)
      account.agenda.upTo(at)
      account.dated(at, () => {
        if (isNewCart(change)) followCart(making, carts.get(change.id))
        else if (change.entity !== 'cart') follow(making, shop, club, change)
      })
    }
    account.agenda.upTo(account.present())
  }
}

function follow(making: Making, shop: SimulatedShop, club: Club, change: ShopChange): void {
  const { entity, id, operation } = change
  if (entity === 'product') return followProduct(making, shop, id)
  if (entity === 'customer') return followCustomer(making, shop, club, id)
  // What Stripe has it keeps, whatever the shop deletes.
  if (operation === 'deleted') return
  const orderId = entity === 'order' ? id : `W${/\d+/u.exec(id)?.[0] ?? ''}`
  const order = shop.order(orderId)
  // The journal names an order that was deleted later; then there is nothing to pay any more.
  if (order === undefined) return
  const sale = saleOf(order, shop.refundsOf(orderId))
  if (sale === undefined) return
  if (entity === 'order') followOrder(making, sale)
  else if (entity === 'refund') followRefund(making, sale, id)
  else followPayment(making, sale)
}

function followOrder(making: Making, sale: Sale): void {
  const { account } = making
  const ids = saleIds(making, sale)
  const isKnown = account.tables.payment_intents.get(ids.intent) !== undefined
  if (!isKnown) {
    const { coupon, placedAt } = sale
    if (coupon !== undefined && account.tables.coupons.get(coupon) === undefined) {
      seedCoupon(making, coupon, placedAt)
    }
    // As it was placed: what became of it, the journal tells next.
    const placed: Sale = { ...sale, outcome: 'pending', refunds: [] }
    create(account, 'checkout_sessions', sessionOfSale(making, placed))
    create(account, 'payment_intents', intentOfSale(making, placed))
    planExpiry(making, ids.session, placedAt)
    return
  }
  if (sale.outcome !== 'abandoned') return
  update(account, 'payment_intents', ids.intent, {
    status: 'canceled',
    canceled_at: account.now(),
    cancellation_reason: 'abandoned',
  })
}

function followPayment(making: Making, sale: Sale): void {
  const { account } = making
  const ids = saleIds(making, sale)
  const now: Sale = { ...sale, refunds: [], isDisputed: false }
  const before = account.tables.charges.get(ids.charge)
  if (before !== undefined) return followAmount(making, sale)
  if (account.tables.payment_intents.get(ids.intent) === undefined) return
  const isPaid = sale.outcome === 'paid'
  if (isPaid) {
    create(account, 'payment_methods', methodOfSale(making, now))
    create(account, 'balance_transactions', balanceOfSale(making, now))
  }
  create(account, 'charges', chargeOfSale(making, now))
  const { id: _, created: __, object: ___, ...intent } = intentOfSale(making, now)
  update(account, 'payment_intents', ids.intent, intent)
  if (!isPaid) return
  // The shop lets some pay after days. Their session is complete then, although it had expired.
  update(account, 'checkout_sessions', ids.session, {
    amount_total: sale.amount,
    payment_status: 'paid',
    status: 'complete',
    url: null,
  })
  planTrouble(making, now)
}

/** The shop has one payment an order, whatever is edited: its amount follows, as an authorisation can. */
function followAmount(making: Making, sale: Sale): void {
  const { account } = making
  const ids = saleIds(making, sale)
  const charge = account.tables.charges.get(ids.charge)
  if (charge === undefined || charge['amount'] === sale.amount || charge['amount_refunded'] !== 0) {
    return
  }
  const { amount } = sale
  const money = balanceOfSale(making, sale)
  update(account, 'balance_transactions', ids.balance, money)
  update(account, 'charges', ids.charge, { amount, amount_captured: amount })
  update(account, 'payment_intents', ids.intent, { amount, amount_received: amount })
}

function followRefund(making: Making, sale: Sale, shopId: string): void {
  const refund = sale.refunds.find((each) => each.shopId === shopId)
  const { account, seed } = making
  const ids = saleIds(making, sale)
  if (refund === undefined || account.tables.charges.get(ids.charge) === undefined) return
  const { refund: id, balance } = refundIds(seed, refund)
  if (account.tables.refunds.get(id) !== undefined) return
  const row = refundRow(making, sale, refund)
  refundCharge(account, ids.charge, { amount: refund.amount, balanceId: balance, fields: row })
}

function followCustomer(making: Making, shop: SimulatedShop, club: Club, id: string): void {
  const { account, seed } = making
  const customer = shop.customer(id)
  if (customer?.storeId !== 'web') return
  const row = customerRow(making, customer)
  const { address, email, name, phone } = row
  if (account.tables.customers.get(customerIdOf(seed, id)) === undefined) {
    if (account.tables.customers.wasRemoved(row.id)) return
    create(account, 'customers', row)
    club.invite(row.id, customer.person, account.now())
    return
  }
  update(account, 'customers', row.id, {
    address: address ?? null,
    email: email ?? null,
    name: name ?? null,
    phone: phone ?? null,
  })
}

function followProduct(making: Making, shop: SimulatedShop, shopId: string): void {
  const { account, seed } = making
  const product = shop.product(shopId)
  const id = productIdOf(seed, shopId)
  const before = account.tables.products.get(id)
  if (product === undefined || before === undefined) return
  const point = { ...pricePointOf(product), created: account.now() }
  const priceId = priceIdOf(seed, point)
  const known = account.tables.prices.get(priceId)
  // Stock is none of Stripe's business; only another price is told.
  if (before['default_price'] === priceId) return
  if (known === undefined) create(account, 'prices', priceRow(making, point, true))
  else update(account, 'prices', priceId, { active: true })
  const { default_price: defaultPrice } = productRow(making, product)
  update(account, 'products', id, { default_price: defaultPrice ?? null, updated: account.now() })
  const old = before['default_price']
  if (typeof old === 'string' && isJsonObject(account.tables.prices.get(old))) {
    update(account, 'prices', old, { active: false })
  }
}

function followCart(making: Making, cart: ShopCart | undefined): void {
  if (cart === undefined) return
  create(making.account, 'checkout_sessions', sessionOfCart(making, cart))
  planExpiry(making, cartSessionId(making, cart), secondsOf(cart.createdAt))
}

/** The shop finds no single cart, so all of them are looked through once. */
function checkoutCarts(shop: SimulatedShop): ReadonlyMap<string, ShopCart> {
  const carts = new Map<string, ShopCart>()
  for (const cart of shop.carts()) if (isCheckout(cart)) carts.set(cart.id, cart)
  return carts
}

function isNewCart({ entity, operation, id }: ShopChange): boolean {
  return entity === 'cart' && operation === 'created' && id.startsWith('X')
}
