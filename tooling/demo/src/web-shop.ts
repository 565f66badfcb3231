import { currencyExponent } from '@cartograph/core'
import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'

import { minorUnits, type LedgerWriter } from './ledger.ts'

/** What the demo looks at in an order as the web shop keeps it. */
export interface WebOrder {
  readonly id: number
  readonly status: string
  readonly currency: string
  /** With tax and shipping; two decimals in every currency. */
  readonly total: string
  readonly customer_id: number
  readonly billing: { readonly email: string }
  /** Their totals are negative. */
  readonly refunds: readonly { readonly id: number; readonly total: string }[]
}

interface WebRefund {
  readonly id: number
  readonly parent_id: number
  readonly amount: string
}

interface WebCustomer {
  readonly id: number
  readonly role: string
}

/** All orders, those in the trash included, ascending by number. */
export function webOrders(store: SimulatedWooCommerce): readonly WebOrder[] {
  return store.truth('orders') as unknown as readonly WebOrder[]
}

/**
 * Writes down what the web shop's own records say, in the words of the model: who bought without an account is a customer
 * too, and what lies in the trash is gone.
 */
export function writeWebShop(store: SimulatedWooCommerce, prefix: string, writer: LedgerWriter) {
  const orders = webOrders(store).filter(({ status }) => status !== 'trash')
  const currencies = new Map(orders.map(({ id, currency }) => [id, currency]))
  for (const { id, currency, total, status, refunds, customer_id, billing } of orders) {
    const ordered = webAmount(total, currency)
    const refunded = refunds.reduce((sum, refund) => sum - webAmount(refund.total, currency), 0n)
    writer.order({
      id: `${prefix}${id}`,
      currency,
      total: ordered,
      refunded,
      status: statusOf(status, refunded, ordered),
    })
    const email = billing.email.trim().toLowerCase()
    if (customer_id === 0 && email !== '') writer.customer(`${prefix}guest:${email}`)
  }
  for (const refund of store.truth('refunds') as unknown as readonly WebRefund[]) {
    const currency = currencies.get(refund.parent_id)
    if (currency === undefined) continue
    writer.refund({
      id: `${prefix}${refund.id}`,
      currency,
      total: webAmount(refund.amount, currency),
    })
  }
  for (const { id, role } of store.truth('customers') as unknown as readonly WebCustomer[]) {
    if (role === 'customer') writer.customer(`${prefix}${id}`)
  }
}

const statuses: Readonly<Record<string, string>> = {
  pending: 'pending',
  'on-hold': 'onHold',
  processing: 'paid',
  completed: 'fulfilled',
  cancelled: 'cancelled',
  failed: 'failed',
  refunded: 'refunded',
}

function statusOf(status: string, refunded: bigint, total: bigint): string {
  const known = statuses[status] ?? status
  if (refunded === 0n || !['paid', 'fulfilled'].includes(known)) return known
  return refunded < total ? 'partiallyRefunded' : 'refunded'
}

/** The shop's two decimals as minor units of the currency: `1250.00` in ISK is `1250`. */
function webAmount(text: string, currency: string): bigint {
  const hundredths = minorUnits(text, 'DKK')
  const unit = 10n ** BigInt(2 - (currencyExponent(currency) ?? 2))
  if (hundredths % unit !== 0n) throw new Error(`"${text}" is no amount of ${currency}`)
  return hundredths / unit
}
