import type { Entry } from '../store/table.ts'

/** A refund as the store keeps it. Amounts are hundredths and positive. */
export interface RefundEntry extends Entry {
  readonly orderId: number
  readonly amount: number
  readonly reason: string
  readonly full: boolean
  readonly lines: readonly RefundLine[]
  readonly shipping?: { readonly itemId: number; readonly total: number; readonly tax: number }
  readonly itemsFrom: number
}

export interface RefundLine {
  /** Of the order. */
  readonly itemId: number
  readonly quantity: number
  readonly total: number
  readonly tax: number
}

export function refundTax({ lines, shipping }: RefundEntry): number {
  return lines.reduce((sum, { tax }) => sum + tax, shipping?.tax ?? 0)
}
