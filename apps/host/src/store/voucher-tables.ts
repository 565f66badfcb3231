/** What was spent of a voucher, by a redemption that its own system does not know of. */
export interface VoucherUseTable {
  org: string
  /** Id of the row of the redemption. */
  redemption: string
  voucher: string
  connection: string
  /** The order that it paid, once that is known. */
  order_id: string | null
  /** Connection and number of the receipt, by which the order is found that comes later. */
  receipt: string | null
  amount: number
  redeemed_at: number
  /** The sale was cancelled, or the goods came back: 1. */
  undone: number
}

/** A voucher, as it was before anything was spent of it here, and as it was written last. */
export interface VoucherStateTable {
  org: string
  voucher: string
  /** What its own system says of it, as JSON. */
  base: string
  /** Of the row as it was written here: another one is news of its own system. */
  hash: string
  /** When it is to be looked at because time has passed; null: never. */
  due_at: number | null
  /** The end for which somebody was reminded; 0: none. */
  reminded_for: number
}
