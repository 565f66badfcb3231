import { join } from 'node:path'

import { cartographLines, type Workspace } from './command.ts'
import { deliveredLines } from './delivered-files.ts'
import { moneyText } from './ledger.ts'
import { prefixes } from './places.ts'
import {
  isSettled,
  recognise,
  type Pair,
  type StoredOrder,
  type StoredPayment,
} from './recognition.ts'
import type { Stage } from './stage.ts'
import { chargedTotals, keyPairs, nothingTaken, type Taken } from './stripe-account.ts'

/** The payments in Stripe beside the orders in the web shop, as the store has them. */
export interface Payments {
  /** Every pair is right, none is missing, and the payments add up to what Stripe took. */
  readonly ok: boolean
  /** What does not agree with the sources, in words. */
  readonly differences: readonly string[]
  /** What was taken, and what of it was given back; tries that failed are left out. */
  readonly totals: readonly {
    readonly currency: string
    readonly paid: string
    readonly refunded: string
  }[]
  readonly counts: Readonly<Record<'payments' | 'pairs' | 'nameless' | 'unpaid', number>>
  /** The first of the pairs. */
  readonly examples: readonly Pair[]
  /** Pairs that do not say the same about the money. */
  readonly unsettled: readonly Pair[]
  readonly orderless: readonly StoredPayment[]
}

const paymentPrefix = 'pay:'
const exampleCount = 3

/** Recognises payments and orders as one, and compares that with what the two sources themselves know. */
export async function readPayments({ business, stripe, workspace }: Stage): Promise<Payments> {
  const payments = await paymentsOfStore(workspace)
  const found = recognise(payments, await deliveredOrders(join(workspace.folder, 'out')))
  const expected = keyPairs(business.store, stripe)
  const differences = [
    ...pairDifferences(found.pairs, expected),
    ...totalDifferences(payments, chargedTotals(stripe)),
  ]
  return {
    ok: differences.length === 0,
    differences,
    totals: [...totalsOf(payments)].map(([currency, { paid, refunded }]) => ({
      currency,
      paid: moneyText(paid, currency),
      refunded: moneyText(refunded, currency),
    })),
    counts: {
      payments: payments.length,
      pairs: found.pairs.length,
      nameless: found.nameless.length,
      unpaid: found.unpaid.length,
    },
    examples: found.pairs.slice(0, exampleCount),
    unsettled: found.pairs.filter((pair) => pair.payment.status !== 'failed' && !isSettled(pair)),
    orderless: found.orderless,
  }
}

async function paymentsOfStore(workspace: Workspace): Promise<readonly StoredPayment[]> {
  const payments: StoredPayment[] = []
  for await (const line of cartographLines(workspace, ['export', 'payment'])) {
    const payment = JSON.parse(line) as StoredPayment
    if (payment.id.startsWith(paymentPrefix)) payments.push(payment)
  }
  return payments
}

/** The web shop's orders, as they were pushed to a file. */
async function deliveredOrders(folder: string): Promise<readonly StoredOrder[]> {
  const orders: StoredOrder[] = []
  for await (const line of deliveredLines(join(folder, 'orders.ndjson'))) {
    const order = JSON.parse(line) as StoredOrder
    if (order.id.startsWith(prefixes.web)) orders.push(order)
  }
  return orders
}

function pairDifferences(
  pairs: readonly Pair[],
  expected: ReadonlyMap<string, number>,
): readonly string[] {
  const found = new Map(pairs.map(({ payment, order }) => [payment.id, order.id]))
  const ids = new Set([...found.keys(), ...Array.from(expected.keys(), (id) => paymentPrefix + id)])
  return [...ids].flatMap((id) => {
    const order = expected.get(id.slice(paymentPrefix.length))
    const right = order === undefined ? 'no order' : `${prefixes.web}${order}`
    const actual = found.get(id) ?? 'no order'
    return actual === right ? [] : [`payment ${id}: expected ${right}, recognised was ${actual}`]
  })
}

function totalDifferences(
  payments: readonly StoredPayment[],
  charged: ReadonlyMap<string, Taken>,
): readonly string[] {
  const totals = totalsOf(payments)
  const currencies = new Set([...totals.keys(), ...charged.keys()])
  return [...currencies].flatMap((currency) => {
    const [expected, found] = [charged, totals].map((sums) => {
      const { paid, refunded } = sums.get(currency) ?? nothingTaken
      return `${moneyText(paid, currency)}, ${moneyText(refunded, currency)} back`
    })
    return expected === found
      ? []
      : [`payments in ${currency}: Stripe says ${expected}, the store ${found}`]
  })
}

const succeeded = new Set(['paid', 'partiallyRefunded', 'refunded'])

function totalsOf(payments: readonly StoredPayment[]): ReadonlyMap<string, Taken> {
  const totals = new Map<string, Taken>()
  for (const { currency, status, amount, refundedAmount } of payments) {
    if (!succeeded.has(status)) continue
    const { paid, refunded } = totals.get(currency) ?? nothingTaken
    totals.set(currency, {
      paid: paid + BigInt(amount),
      refunded: refunded + BigInt(refundedAmount ?? 0),
    })
  }
  return totals
}
