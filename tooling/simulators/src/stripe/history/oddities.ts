import type { Account } from '../store/account.ts'

/** One of each thing that a shop alone does not have. */
export function seedOddities(account: Account, openedAt: number): void {
  account.agenda.plan(openedAt, () => {})
}
