import type { JsonObject } from '@cartograph/core'
import type { Store } from '../store/index.ts'
import { exportedRows } from '../work/index.ts'

/** Bonus checks of one currency that stand alike. */
export interface StandingChecks {
  readonly status: string
  readonly currency: string
  readonly checks: number
  /** What they were worth, and what is left of them, in minor units. */
  readonly amount: number
  readonly left: number
}

export interface BonusStanding {
  readonly standing: readonly StandingChecks[]
  /** Those that can still be used and end soon. */
  readonly endingSoon: number
}

const soonMs = 30 * 86_400_000
const ended: ReadonlySet<unknown> = new Set(['redeemed', 'expired', 'cancelled'])

/** How all bonus checks of the store stand. */
export async function bonusStanding(store: Store, now = Date.now()): Promise<BonusStanding> {
  const groups = new Map<string, StandingChecks>()
  let endingSoon = 0
  for await (const page of exportedRows(store, 'voucher', { includeDeleted: false }))
    for (const row of page) {
      if (row['kind'] !== 'bonus') continue
      const status = row['status'] as string
      const currency = row['currency'] as string
      const name = `${currency} ${status}`
      const known = groups.get(name) ?? { status, currency, checks: 0, amount: 0, left: 0 }
      const amount = row['amount'] as number
      groups.set(name, {
        ...known,
        checks: known.checks + 1,
        amount: known.amount + amount,
        left: known.left + leftOf(row, amount),
      })
      const { expiresAt } = row
      const endsIn = typeof expiresAt === 'string' ? Date.parse(expiresAt) - now : Infinity
      if (!ended.has(status) && endsIn > 0 && endsIn <= soonMs) endingSoon += 1
    }
  return {
    standing: [...groups.keys()].toSorted().flatMap((name) => groups.get(name) ?? []),
    endingSoon,
  }
}

function leftOf({ status, remainingAmount }: JsonObject, amount: number): number {
  if (ended.has(status)) return 0
  return typeof remainingAmount === 'number' ? remainingAmount : amount
}
