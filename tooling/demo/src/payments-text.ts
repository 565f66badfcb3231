import { moneyText } from './ledger.ts'
import type { Payments } from './payments.ts'
import type { Pair, StoredPayment } from './recognition.ts'
import { countText, grouped } from './text-table.ts'

const shownCount = 5

/** Which payments and orders were recognised as one, for somebody who sees it for the first time. */
export function paymentsText(payments: Payments): string {
  const { counts, examples, unsettled, orderless, totals, differences } = payments
  const heading = 'Payments in Stripe beside the orders of the web shop'
  return [
    heading,
    '='.repeat(heading.length),
    '',
    differences.length === 0
      ? 'Taken by Stripe, the same in the store:'
      : 'Taken by Stripe, as the store has it:',
    ...totals.map(
      ({ currency, paid, refunded }) => `  ${currency} ${grouped(paid)}, ${grouped(refunded)} back`,
    ),
    `One sale, by the order's number in the payment's metadata: ${countText(counts.pairs)} of ${countText(counts.payments)} payments, such as`,
    ...examples.map((pair) => `  ${pairText(pair)}`),
    ...part('The money differs', unsettled.map(pairText)),
    ...part('The order is gone', orderless.map(orderlessText)),
    `The payment names no order (subscriptions, payment links): ${countText(counts.nameless)}`,
    `Orders without a payment in Stripe (by transfer or in cash, or not paid): ${countText(counts.unpaid)}`,
    ...differences.slice(0, shownCount).map((difference) => `DIFFERS  ${difference}`),
    '',
  ].join('\n')
}

function part(heading: string, lines: readonly string[]): readonly string[] {
  const rest = lines.length - shownCount
  const more = rest > 0 ? [`  and ${countText(rest)} more`] : []
  return [
    `${heading}: ${countText(lines.length)}`,
    ...lines.slice(0, shownCount).map((line) => `  ${line}`),
    ...more,
  ]
}

function pairText({ payment, order }: Pair): string {
  const paid = amounts(payment.currency, payment.amount, payment.refundedAmount)
  const ordered = amounts(order.currency, order.total, order.refundedTotal)
  return paid === ordered
    ? `${payment.id} pays ${order.id}: ${paid}`
    : `${payment.id} pays ${order.id}: ${paid} in Stripe, ${ordered} in the shop`
}

function orderlessText({ id, currency, amount, refundedAmount, extra }: StoredPayment): string {
  return `${id}: ${amounts(currency, amount, refundedAmount)}, order ${extra?.orderNumber ?? ''}`
}

function amounts(currency: string, total: number, refunded: number | null | undefined): string {
  const [paid, back] = [total, refunded ?? 0].map((minor) =>
    grouped(moneyText(BigInt(minor), currency)),
  )
  return `${currency} ${paid}, ${back} back`
}
