import type { JsonObject } from '@cartograph/core'
import {
  dropVoucherUses,
  rowsById,
  voucherUses,
  writeVoucherUses,
  type Dialect,
  type VoucherUse,
  type Work,
} from '../store/index.ts'

/** A row that was changed; without data it is gone. */
export interface ChangedRow {
  readonly id: string
  readonly row: JsonObject | undefined
}

/** Takes changed redemptions into account, and gives back the vouchers that they are of and were of. */
export function* moveUses(
  dialect: Dialect,
  org: string,
  redemptions: readonly ChangedRow[],
): Work<readonly string[]> {
  const ids = redemptions.map(({ id }) => id)
  const known = new Map(
    (yield* voucherUses(dialect, org, 'redemption', ids)).map((use) => [use.redemption, use]),
  )
  const uses = redemptions.flatMap(({ id, row }) => useIn(id, row, known.get(id)) ?? [])
  const orders = uses.flatMap(({ orderId }) => orderId ?? [])
  const undone = yield* undoneOrders(dialect, org, orders)
  const judged = uses.map((use) =>
    use.orderId === undefined
      ? use
      : Object.assign({}, use, { undone: undone.get(use.orderId) ?? use.undone }),
  )
  yield* writeVoucherUses(org, judged)
  const written = new Set(judged.map(({ redemption }) => redemption))
  yield* dropVoucherUses(
    org,
    [...known.keys()].filter((id) => !written.has(id)),
  )
  return [...judged, ...known.values()].map(({ voucher }) => voucher)
}

/**
 * What a redemption spends, where the voucher's own system does not know of it: that one has taken it off already.
 *
 * A till names a voucher of another connection by its whole id, `checks:BC-1001`, which stands behind the till's own.
 */
function useIn(
  id: string,
  row: JsonObject | undefined,
  known: VoucherUse | undefined,
): VoucherUse | undefined {
  if (row === undefined) return undefined
  const { connection, voucherId, orderId, receipt, amount, redeemedAt } = row
  if (typeof connection !== 'string' || typeof voucherId !== 'string') return undefined
  const own = `${connection}:`
  const voucher = voucherId.startsWith(own) ? voucherId.slice(own.length) : voucherId
  if (!voucher.includes(':') || typeof amount !== 'number') return undefined
  return {
    redemption: id,
    voucher,
    connection,
    orderId: typeof orderId === 'string' ? orderId : known?.orderId,
    receipt: typeof receipt === 'string' ? `${connection} ${receipt}` : undefined,
    amount,
    redeemedAt: typeof redeemedAt === 'string' ? Date.parse(redeemedAt) : 0,
    undone: known?.undone ?? false,
  }
}

/** Statuses of sales that did not take place, or were taken back whole. */
const undoneStatuses: ReadonlySet<unknown> = new Set(['cancelled', 'failed', 'refunded'])

function isUndone(row: JsonObject | undefined): boolean {
  return row === undefined || undoneStatuses.has(row['status'])
}

/** Of the orders that are known: whether they were undone. */
function* undoneOrders(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
): Work<ReadonlyMap<string, boolean>> {
  if (ids.length === 0) return new Map()
  const rows = yield* rowsById(dialect, org, 'order', ids)
  return new Map(
    [...rows.values()].map(({ id, data, deleted }) => [
      id,
      isUndone(deleted ? undefined : (JSON.parse(data) as JsonObject)),
    ]),
  )
}

/**
 * Takes changed orders into account: those that paid with vouchers, by their ids or the numbers of their receipts.
 *
 * Gives back the vouchers that it matters to.
 */
export function* moveOrders(
  dialect: Dialect,
  org: string,
  orders: readonly ChangedRow[],
): Work<readonly string[]> {
  if (orders.length === 0) return []
  const byId = new Map(orders.map(({ id, row }) => [id, row]))
  const byReceipt = new Map<string, string>()
  for (const { id, row } of orders) {
    const number = row?.['number']
    if (typeof number === 'string') byReceipt.set(`${id.split(':', 1)[0]} ${number}`, id)
  }
  const named = yield* voucherUses(dialect, org, 'order_id', [...byId.keys()])
  const shown = yield* voucherUses(dialect, org, 'receipt', [...byReceipt.keys()])
  const moved = [...named, ...shown.filter(({ orderId }) => orderId === undefined)].map((use) => {
    const orderId = use.orderId ?? byReceipt.get(use.receipt ?? '') ?? ''
    return Object.assign({}, use, { orderId, undone: isUndone(byId.get(orderId)) })
  })
  yield* writeVoucherUses(org, moved)
  return moved.map(({ voucher }) => voucher)
}
