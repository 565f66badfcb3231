import type { ShopLine } from '../../shop/basket.ts'
import type { ShopCart } from '../../shop/carts.ts'
import type { ShopCurrency } from '../../shop/stores.ts'
import type { JsonObject, StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { idPrefix } from '../store/id-prefix.ts'
import { identifier } from '../store/identifiers.ts'
import { priceRow } from './catalogue-rows.ts'
import { amountIn } from '../money/currency.ts'
import type { Making } from './making.ts'
import { customerOf, saleIds } from './sale-rows.ts'
import { billingDetails } from './sale-method.ts'
import { secondsOf, type Sale } from './sale.ts'

/** How long a session can be paid. */
export const sessionLastsSeconds = 86_400

/** The session in which an order was paid, or was not. */
export function sessionOfSale(making: Making, sale: Sale): StripeObject {
  const ids = saleIds(making, sale)
  const isPaid = sale.outcome === 'paid'
  const expiresAt = sale.placedAt + sessionLastsSeconds
  const { address, email, name, phone } = billingDetails(sale)
  const lines = lineItems(making, sale.orderId, making.linesOf(sale.orderId), sale.currency)
  const identity = { id: ids.session, created: sale.placedAt, livemode: making.livemode }
  return rowOf('checkout_sessions', identity, {
    amount_subtotal: sale.amount - sale.shipping + sale.discount,
    amount_total: sale.amount,
    client_reference_id: sale.orderId,
    currency: sale.currency,
    customer: customerOf(making, sale),
    customer_details: {
      address: address ?? null,
      business_name: null,
      email: email ?? null,
      individual_name: null,
      name: name ?? null,
      phone: phone ?? null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    customer_email: sale.customerId === undefined ? (sale.email ?? null) : null,
    discounts: sale.coupon === undefined ? [] : [{ coupon: sale.coupon, promotion_code: null }],
    expires_at: expiresAt,
    line_items: lines,
    metadata: making.metadataOf(sale.orderId),
    ...addresses,
    payment_intent: ids.intent,
    payment_method_types: ['card', 'mobilepay'],
    payment_status: isPaid ? 'paid' : 'unpaid',
    status: isPaid ? 'complete' : openOrExpired(making, sale, expiresAt),
    total_details: {
      amount_discount: sale.discount,
      amount_shipping: sale.shipping,
      amount_tax: 0,
    },
    url: isPaid ? null : `https://checkout.stripe.com/c/pay/${ids.session}`,
  })
}

/** Where buyers come back to. */
const addresses = {
  cancel_url: 'https://shop.example/cart',
  success_url: 'https://shop.example/thanks',
} as const

export function cartSessionId({ seed, livemode }: Making, cart: ShopCart): string {
  return identifier(idPrefix('checkout_sessions', livemode), seed, cart.id)
}

/** The session of somebody who came to the checkout, gave an address, and never paid. */
export function sessionOfCart(making: Making, cart: ShopCart): StripeObject {
  const id = cartSessionId(making, cart)
  const created = secondsOf(cart.createdAt)
  const currency = cart.currency.toLowerCase()
  const lines = lineItems(making, cart.id, cart.lines, currency)
  const [subtotal, total] = (['subtotal', 'total'] as const).map((field) =>
    amountIn(
      cart.currency,
      cart.lines.reduce((sum, line) => sum + line[field], 0),
    ),
  ) as [number, number]
  const expiresAt = created + sessionLastsSeconds
  return rowOf(
    'checkout_sessions',
    { id, created, livemode: making.livemode },
    {
      amount_subtotal: subtotal,
      amount_total: total,
      client_reference_id: cart.id,
      currency,
      customer_details: {
        address: null,
        business_name: null,
        email: cart.email ?? null,
        individual_name: null,
        name: null,
        phone: null,
        tax_exempt: 'none',
        tax_ids: [],
      },
      customer_email: cart.email ?? null,
      expires_at: expiresAt,
      line_items: lines,
      ...addresses,
      metadata: { cart: cart.id },
      payment_method_types: ['card', 'mobilepay'],
      status: expiresAt <= making.account.now() ? 'expired' : 'open',
      total_details: { amount_discount: subtotal - total, amount_shipping: 0, amount_tax: 0 },
      url: `https://checkout.stripe.com/c/pay/${id}`,
    },
  )
}

function openOrExpired({ account }: Making, sale: Sale, expiresAt: number): string {
  return sale.outcome === 'abandoned' || expiresAt <= account.now() ? 'expired' : 'open'
}

function lineItems(
  making: Making,
  of: string,
  lines: readonly ShopLine[],
  currency: string,
): readonly JsonObject[] {
  const amount = (minor: number) => amountIn(currency.toUpperCase() as ShopCurrency, minor)
  return lines.map((line) => {
    const unit = amount(line.unitPrice)
    const point = { productId: line.productId, currency, amount: unit, created: 0 }
    return {
      id: identifier('li_', making.seed, of, line.id),
      object: 'item',
      amount_discount: amount(line.discount),
      amount_subtotal: amount(line.subtotal),
      amount_tax: 0,
      amount_total: amount(line.total),
      currency,
      description: line.name,
      metadata: {},
      price: priceRow(making, point, false),
      quantity: line.quantity,
    }
  })
}
