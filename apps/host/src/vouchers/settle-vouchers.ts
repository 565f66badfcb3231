import { canonicalise, type JsonObject } from '@cartograph/core'
import * as z from 'zod'
import {
  contentHash,
  dropVoucherStates,
  holdRows,
  rewriteRows,
  voucherStates,
  voucherUses,
  writeCommerce,
  writeVoucherStates,
  type CommerceChange,
  type Dialect,
  type HeldRow,
  type VoucherState,
  type VoucherUse,
  type Work,
} from '../store/index.ts'
import { reminderRow } from './reminder-row.ts'
import { reminderOf, standingOf, usualReminderDays, type VoucherBase } from './standing.ts'

/** What of a row of a voucher is looked at; rows are of the model, so it fits. */
const shape = z.looseObject({
  connection: z.string(),
  status: z.string(),
  amount: z.number(),
  remainingAmount: z.number().nullish(),
  expiresAt: z.string().nullish(),
  extra: z
    .looseObject({ remindDaysBefore: z.coerce.number().optional().catch(undefined) })
    .nullish(),
})

interface Settled {
  readonly row: HeldRow
  readonly state: VoucherState
  readonly isChanged: boolean
  /** An event that somebody is to be reminded by. */
  readonly reminder: { readonly id: string; readonly row: JsonObject } | undefined
}

/**
 * Writes how vouchers stand: what was spent is taken off, what is over is over, and whose end is near is reminded of, once.
 *
 * Gives back the changes, which the caller logs last of all.
 */
export function* settleVouchers(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
  now: number,
): Work<readonly CommerceChange[]> {
  const wanted = [...new Set(ids)].toSorted()
  const states = yield* voucherStates(dialect, org, wanted)
  const uses = yield* voucherUses(dialect, org, 'voucher', wanted)
  const counted = Map.groupBy(
    uses.filter(({ undone }) => !undone),
    ({ voucher }) => voucher,
  )
  const rows = yield* holdRows(dialect, org, 'voucher', wanted)
  const live = rows.filter(({ deleted }) => !deleted)
  const settled = live.flatMap(
    (row) => settle(row, states.get(row.id), counted.get(row.id) ?? [], now) ?? [],
  )
  const there = new Set(live.map(({ id }) => id))
  yield* dropVoucherStates(
    org,
    [...states.keys()].filter((id) => !there.has(id)),
  )
  const changed = settled.flatMap(({ isChanged, row }) => (isChanged ? [row] : []))
  yield* rewriteRows(
    org,
    changed.map(({ id, data, hash }) => ({ entity: 'voucher', id, data, hash })),
  )
  yield* writeVoucherStates(
    org,
    settled.map(({ state }) => state),
  )
  const events: CommerceChange[] = []
  for (const { row, reminder } of settled) {
    if (reminder === undefined) continue
    const data = canonicalise(reminder.row)
    const made = { entity: 'event', id: reminder.id, data, hash: contentHash(data) }
    const connection = row.id.split(':', 1)[0] ?? ''
    events.push(
      ...(yield* writeCommerce(dialect, org, connection, [{ before: [], after: [made] }], now)),
    )
  }
  return [...changed.map(({ id }) => ({ entity: 'voucher', id, op: 'upsert' as const })), ...events]
}

function settle(
  held: HeldRow,
  state: VoucherState | undefined,
  uses: readonly VoucherUse[],
  now: number,
): Settled | undefined {
  const row = JSON.parse(held.data) as JsonObject
  const parsed = shape.safeParse(row)
  // What is no voucher of the model keeps no other from being settled.
  if (!parsed.success) return undefined
  const { status, amount, remainingAmount, expiresAt, extra } = parsed.data
  const told: VoucherBase = { status, remainingAmount: remainingAmount ?? undefined }
  // What was not written here is what its own system says now.
  const base =
    state !== undefined && state.hash === held.hash ? (JSON.parse(state.base) as VoucherBase) : told
  const ends = typeof expiresAt === 'string' ? Date.parse(expiresAt) : undefined
  const spent = uses.reduce((sum, use) => sum + use.amount, 0)
  const standing = standingOf({ amount, base, expiresAt: ends }, spent, now)
  const reminder = reminderOf(
    {
      standing,
      expiresAt: ends,
      daysBefore: extra?.remindDaysBefore ?? usualReminderDays,
      remindedFor: state?.remindedFor ?? 0,
    },
    now,
  )
  const data = canonicalise(withStanding(row, standing, uses))
  const hash = contentHash(data)
  return {
    row: { ...held, data, hash },
    isChanged: hash !== held.hash,
    state: {
      voucher: held.id,
      base: JSON.stringify(base),
      hash,
      dueAt: reminder.next,
      remindedFor: reminder.isDue ? (ends ?? 0) : (state?.remindedFor ?? 0),
    },
    reminder: reminder.isDue ? reminderRow(held.id, { ...row, ...standing }, now) : undefined,
  }
}

/** With what is left of it, and when and with which receipt something was spent last. */
function withStanding(
  row: JsonObject,
  { status, remainingAmount }: VoucherBase,
  uses: readonly VoucherUse[],
): JsonObject {
  const { remainingAmount: _left, extra: told, ...others } = row
  const { redeemedAt: _at, redeemedReceipt: _receipt, ...own } = (told ?? {}) as JsonObject
  const [last] = uses.toSorted((a, b) => b.redeemedAt - a.redeemedAt)
  const extra = { ...own, ...(last !== undefined && lastUse(last)) }
  return {
    ...others,
    status,
    ...(remainingAmount !== undefined && { remainingAmount }),
    ...(Object.keys(extra).length > 0 && { extra }),
  }
}

function lastUse({ redeemedAt, receipt, connection }: VoucherUse): JsonObject {
  return {
    redeemedAt: new Date(redeemedAt).toISOString(),
    ...(receipt !== undefined && { redeemedReceipt: receipt.slice(connection.length + 1) }),
  }
}
