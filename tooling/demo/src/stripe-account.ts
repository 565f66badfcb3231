import type { SimulatedStripe } from '@cartograph/simulators/stripe'
import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'

/** What the demo looks at in a charge as Stripe keeps it. */
interface Charge {
  readonly id: string
  readonly currency: string
  readonly status: string
  readonly amount_captured: number
  readonly amount_refunded: number
  readonly captured: boolean
  readonly metadata: Readonly<Record<string, string>>
}

interface KeyedOrder {
  readonly id: number
  readonly number: string
  readonly status: string
  readonly order_key: string
}

/** Sums of one currency, in its minor units. */
export interface Taken {
  readonly paid: bigint
  readonly refunded: bigint
}

export const nothingTaken: Taken = { paid: 0n, refunded: 0n }

/** The double's own word for the order; it knows it by the key alone. */
const keyField = 'order_key'

/**
 * Does what a shop's extension for Stripe does: writes into each payment the number of the order that it pays.
 *
 * What was written once stays, whatever becomes of the order.
 */
export function tellOrderNumbers(store: SimulatedWooCommerce, stripe: SimulatedStripe): void {
  const orders = new Map(keyedOrders(store).map((order) => [order.order_key, order]))
  for (const { id, metadata } of charges(stripe)) {
    const order = orders.get(metadata[keyField] ?? '')
    if (order === undefined || metadata['order_id'] === order.number) continue
    stripe.admin.update('charges', id, { metadata: { ...metadata, order_id: order.number } })
  }
}

/** Which charge pays which order, told by the key that both have and Cartograph does not look at: the order by the charge. */
export function keyPairs(
  store: SimulatedWooCommerce,
  stripe: SimulatedStripe,
): ReadonlyMap<string, number> {
  const orders = new Map(
    keyedOrders(store)
      .filter(({ status }) => status !== 'trash')
      .map(({ order_key, id }) => [order_key, id]),
  )
  return new Map(
    charges(stripe).flatMap(({ id, metadata }) => {
      const order = orders.get(metadata[keyField] ?? '')
      return order === undefined ? [] : [[id, order] as const]
    }),
  )
}

/** What succeeded charges took and gave back, in minor units by currency. */
export function chargedTotals(stripe: SimulatedStripe): ReadonlyMap<string, Taken> {
  const totals = new Map<string, Taken>()
  for (const { currency: code, status, captured, ...amounts } of charges(stripe)) {
    if (status !== 'succeeded' || !captured) continue
    const currency = code.toUpperCase()
    const before = totals.get(currency) ?? nothingTaken
    totals.set(currency, {
      paid: before.paid + minorUnits(amounts.amount_captured, currency),
      refunded: before.refunded + minorUnits(amounts.amount_refunded, currency),
    })
  }
  return totals
}

/**
 * Stripe counts krónur of Iceland in hundredths, which nobody else does.
 *
 * @see https://docs.stripe.com/currencies#special-cases (read 2026-11-22)
 */
function minorUnits(amount: number, currency: string): bigint {
  return currency === 'ISK' ? BigInt(amount) / 100n : BigInt(amount)
}

function charges(stripe: SimulatedStripe): readonly Charge[] {
  return stripe.truth('charges') as unknown as readonly Charge[]
}

function keyedOrders(store: SimulatedWooCommerce): readonly KeyedOrder[] {
  return store.truth('orders') as unknown as readonly KeyedOrder[]
}
