import type { JsonObject } from '@cartograph/core'
import { rowsAfter, voucherUses, type Store, type VoucherUse } from '../store/index.ts'

/** A bonus check, and what was spent of it. Amounts are minor units. */
interface BonusCheckShown {
  readonly id: string
  readonly code: string
  readonly name: string | null
  readonly status: string
  readonly currency: string
  readonly amount: number
  readonly left: number
  readonly email: string | null
  readonly phone: string | null
  readonly issuedAt: string | null
  readonly expiresAt: string | null
  readonly uses: readonly {
    readonly at: string
    readonly amount: number
    readonly connection: string
    /** The order or the receipt that was paid with it. */
    readonly of: string | null
    /** The sale was taken back, and the check is whole again. */
    readonly undone: boolean
  }[]
}

interface Wanted {
  /** Of a number, a code, an address or a phone number, whole or in part. */
  readonly search?: string | undefined
  readonly status?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const pageSize = 1000
/** No more rows are looked at for one page of a list. */
const mostLookedAt = 50_000
const ended: ReadonlySet<unknown> = new Set(['redeemed', 'expired', 'cancelled'])

/** A page of bonus checks by their ids, and where the next one begins; null: there are no more. */
export async function bonusChecks(
  store: Store,
  wanted: Wanted,
): Promise<{ readonly checks: readonly BonusCheckShown[]; readonly next: string | null }> {
  const found: JsonObject[] = []
  let after = wanted.after ?? ''
  let isMore = true
  for (let seen = 0; isMore && found.length < wanted.limit && seen < mostLookedAt;) {
    const from = after
    const page = await store.read((dialect, org) =>
      rowsAfter(dialect, org, 'voucher', from, pageSize),
    )
    isMore = page.length === pageSize
    for (const { id, data, deleted } of page) {
      after = id
      seen += 1
      const row = JSON.parse(data) as JsonObject
      if (!deleted && fits(row, wanted)) found.push(row)
      if (found.length === wanted.limit) break
    }
    if (found.length === wanted.limit && page.at(-1)?.id !== after) isMore = true
  }
  const ids = found.flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
  const uses = await store.read((dialect, org) => voucherUses(dialect, org, 'voucher', ids))
  return {
    checks: found.map((row) =>
      shown(
        row,
        uses.filter(({ voucher }) => voucher === row['id']),
      ),
    ),
    next: isMore ? after : null,
  }
}

function fits(row: JsonObject, { search, status }: Wanted): boolean {
  if (row['kind'] !== 'bonus' || (status !== undefined && row['status'] !== status)) return false
  if (search === undefined || search.trim() === '') return true
  const wanted = search.trim().toLowerCase()
  const digits = wanted.replaceAll(/[\s-]/gu, '').replace(/^0/u, '')
  return ['id', 'code', 'email', 'phone'].some((name) => {
    const value = row[name]
    if (typeof value !== 'string') return false
    return name === 'phone'
      ? digits.length >= 3 && value.includes(digits)
      : value.toLowerCase().includes(wanted)
  })
}

function shown(row: JsonObject, uses: readonly VoucherUse[]): BonusCheckShown {
  const text = (name: string) => {
    const value = row[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const amount = Number(row['amount'])
  const left = row['remainingAmount']
  const extra = row['extra']
  const name =
    typeof extra === 'object' && extra !== null && !Array.isArray(extra)
      ? (extra as JsonObject)['name']
      : undefined
  return {
    id: text('id') ?? '',
    code: text('code') ?? '',
    name: typeof name === 'string' && name !== '' ? name : null,
    status: text('status') ?? '',
    currency: text('currency') ?? '',
    amount,
    left: ended.has(row['status']) ? 0 : typeof left === 'number' ? left : amount,
    email: text('email'),
    phone: text('phone'),
    issuedAt: text('issuedAt'),
    expiresAt: text('expiresAt'),
    uses: uses.map((use) => ({
      at: new Date(use.redeemedAt).toISOString(),
      amount: use.amount,
      connection: use.connection,
      of: use.orderId ?? use.receipt ?? null,
      undone: use.undone,
    })),
  }
}
