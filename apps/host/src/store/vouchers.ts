import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'

export interface VoucherUse {
  readonly redemption: string
  readonly voucher: string
  readonly connection: string
  readonly orderId: string | undefined
  readonly receipt: string | undefined
  readonly amount: number
  readonly redeemedAt: number
  readonly undone: boolean
}

const writeUse = insertOrReplace('voucher_use', [
  'org',
  'redemption',
  'voucher',
  'connection',
  'order_id',
  'receipt',
  'amount',
  'redeemed_at',
  'undone',
])
const dropUse = deleteMatching('voucher_use', ['org', 'redemption'])

export function* writeVoucherUses(org: string, uses: readonly VoucherUse[]): Work<void> {
  yield* bulk(
    writeUse,
    uses.map((use) => [
      org,
      use.redemption,
      use.voucher,
      use.connection,
      use.orderId ?? null,
      use.receipt ?? null,
      use.amount,
      use.redeemedAt,
      use.undone ? 1 : 0,
    ]),
  )
}

export function* dropVoucherUses(org: string, redemptions: readonly string[]): Work<void> {
  yield* bulk(
    dropUse,
    redemptions.map((redemption) => [org, redemption]),
  )
}

/** Uses by their redemptions, their vouchers, the orders that they paid, or the receipts of those. */
export function* voucherUses(
  { build, within }: Dialect,
  org: string,
  by: 'redemption' | 'voucher' | 'order_id' | 'receipt',
  values: readonly string[],
): Work<readonly VoucherUse[]> {
  if (values.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('voucher_use')
      .selectAll()
      .where('org', '=', org)
      .where(by, 'in', within(values))
      .orderBy('redemption'),
  )
  return rows.map((row) => ({
    redemption: row.redemption,
    voucher: row.voucher,
    connection: row.connection,
    orderId: row.order_id ?? undefined,
    receipt: row.receipt ?? undefined,
    amount: row.amount,
    redeemedAt: row.redeemed_at,
    undone: row.undone === 1,
  }))
}

export interface VoucherState {
  readonly voucher: string
  /** As JSON. */
  readonly base: string
  readonly hash: string
  readonly dueAt: number | undefined
  readonly remindedFor: number
}

const writeState = insertOrReplace('voucher_state', [
  'org',
  'voucher',
  'base',
  'hash',
  'due_at',
  'reminded_for',
])
const dropState = deleteMatching('voucher_state', ['org', 'voucher'])

export function* writeVoucherStates(org: string, states: readonly VoucherState[]): Work<void> {
  yield* bulk(
    writeState,
    states.map(({ voucher, base, hash, dueAt, remindedFor }) => [
      org,
      voucher,
      base,
      hash,
      dueAt ?? null,
      remindedFor,
    ]),
  )
}

export function* dropVoucherStates(org: string, vouchers: readonly string[]): Work<void> {
  yield* bulk(
    dropState,
    vouchers.map((voucher) => [org, voucher]),
  )
}

export function* voucherStates(
  { build, within }: Dialect,
  org: string,
  vouchers: readonly string[],
): Work<ReadonlyMap<string, VoucherState>> {
  if (vouchers.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('voucher_state')
      .selectAll()
      .where('org', '=', org)
      .where('voucher', 'in', within(vouchers)),
  )
  return new Map(
    rows.map((row) => [
      row.voucher,
      {
        voucher: row.voucher,
        base: row.base,
        hash: row.hash,
        dueAt: row.due_at ?? undefined,
        remindedFor: row.reminded_for,
      },
    ]),
  )
}

/** Vouchers that are to be looked at because time has passed. */
export function* dueVouchers(
  { build }: Dialect,
  org: string,
  now: number,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('voucher_state')
      .select('voucher')
      .where('org', '=', org)
      .where('due_at', 'is not', null)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit),
  )
  return rows.map(({ voucher }) => voucher)
}

export interface HeldRow {
  readonly id: string
  readonly data: string
  readonly hash: string
  readonly deleted: boolean
}

/** The rows of some ids, which nobody else changes before this transaction has ended. */
export function* holdRows(
  { build, within, locked }: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<readonly HeldRow[]> {
  if (ids.length === 0) return []
  const rows = yield* all(
    locked(
      build
        .selectFrom('commerce')
        .select(['id', 'data', 'hash', 'deleted_at'])
        .where('org', '=', org)
        .where('entity', '=', entity)
        .where('id', 'in', within(ids))
        .orderBy('id'),
    ),
  )
  return rows.map(({ id, data, hash, deleted_at: deletedAt }) => ({
    id,
    data,
    hash,
    deleted: deletedAt !== null,
  }))
}
