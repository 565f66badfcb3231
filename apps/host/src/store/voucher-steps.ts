import { bigint, index, optional, smallint, table, text, type SchemaStep } from './schema-steps.ts'

/** The tables of what is left of vouchers. */
export const voucherSteps: readonly SchemaStep[] = [
  table('voucher_use', ['org', 'redemption'], {
    org: text,
    redemption: text,
    voucher: text,
    connection: text,
    order_id: optional(text),
    receipt: optional(text),
    amount: bigint,
    redeemed_at: bigint,
    undone: smallint,
  }),
  index('voucher_use_voucher', 'voucher_use', ['org', 'voucher']),
  index('voucher_use_order', 'voucher_use', ['org', 'order_id'], { where: 'order_id is not null' }),
  index('voucher_use_receipt', 'voucher_use', ['org', 'receipt'], {
    where: 'receipt is not null',
  }),
  table('voucher_state', ['org', 'voucher'], {
    org: text,
    voucher: text,
    base: text,
    hash: text,
    due_at: optional(bigint),
    reminded_for: bigint,
  }),
  index('voucher_state_due', 'voucher_state', ['org', 'due_at'], { where: 'due_at is not null' }),
]
