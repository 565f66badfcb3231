import type { Refund } from '@cartograph/core'
import type { StoreClock } from '../calendar/store-clock.ts'
import type { RefundFact } from './order-fact.ts'
import { amount, productOf, storeOf, sum, thousandths } from './row-amounts.ts'

/** Money given back for an order that the source cannot name: it counts on its own day, whichever clock is asked for. */
export interface LooseRefund {
  readonly store: string
  readonly currency: string
  readonly refund: RefundFact
}

export function looseRefund(
  row: Refund,
  clockOf: (store: string) => StoreClock,
): LooseRefund | undefined {
  if (!isDone(row)) return undefined
  const store = storeOf(row)
  const at = Date.parse(row.createdAt)
  const written = row.lines ?? []
  const total = amount(row.total)
  const lineTax = sum(written, (line) => amount(line.taxTotal))
  const tax = row.taxTotal === undefined || row.taxTotal === null ? lineTax : amount(row.taxTotal)
  const lines = written.map((line) => ({
    product: productOf(line),
    quantity: thousandths(line.quantity ?? 0),
    items: amount(line.total),
    unitCost: undefined,
  }))
  const rest = total - tax - sum(lines, ({ items }) => items)
  const unnamed = { product: undefined, quantity: 0n, items: rest, unitCost: undefined }
  return {
    store,
    currency: row.currency,
    refund: {
      id: row.id,
      at,
      day: clockOf(store)(at).day,
      parts: { items: total - tax, shipping: 0n, tax, fees: 0n },
      total,
      lines: rest === 0n ? lines : [...lines, unnamed],
    },
  }
}

/** Nothing was given back by what is under way, failed or called off; where nothing is said it is done. */
export function isDone({ status }: Refund): boolean {
  return status === undefined || status === null || status === 'done'
}
