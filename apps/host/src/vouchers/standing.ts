/** What the system that a voucher comes from says of it. */
export interface VoucherBase {
  readonly status: string
  readonly remainingAmount: number | undefined
}

/** A voucher, as far as what is left of it is concerned. Amounts are minor units, instants milliseconds. */
export interface VoucherTerms {
  readonly amount: number
  readonly base: VoucherBase
  readonly expiresAt: number | undefined
}

/**
 * How a voucher stands once something was spent of it, or time has passed.
 *
 * It follows from what was issued and what was spent, so issuing it again gives nothing back. What its own system has ended stays ended.
 */
export function standingOf(
  { amount, base, expiresAt }: VoucherTerms,
  spent: number,
  now: number,
): VoucherBase {
  if (base.status === 'cancelled') return base
  const isOver = expiresAt !== undefined && expiresAt <= now
  if (spent <= 0) return isOver && base.status === 'active' ? { ...base, status: 'expired' } : base
  const before = base.remainingAmount ?? (base.status === 'redeemed' ? 0 : amount)
  const remainingAmount = Math.max(0, before - spent)
  if (remainingAmount === 0) return { status: 'redeemed', remainingAmount }
  const isExpired = isOver || base.status === 'expired'
  return { status: isExpired ? 'expired' : 'partiallyRedeemed', remainingAmount }
}

const dayMs = 86_400_000
/** How long before its end the holder of a voucher is reminded, where the voucher does not say it. */
export const usualReminderDays = 7

export interface Reminding {
  readonly standing: VoucherBase
  readonly expiresAt: number | undefined
  /** 0: never. */
  readonly daysBefore: number
  /** The end for which somebody was reminded before. */
  readonly remindedFor: number
}

export interface Reminder {
  /** It is time now. */
  readonly isDue: boolean
  /** When the voucher is to be looked at again. */
  readonly next: number | undefined
}

/** Whether the holder of a voucher is to be reminded now, once for each end that it is given. */
export function reminderOf(
  { standing, expiresAt, daysBefore, remindedFor }: Reminding,
  now: number,
): Reminder {
  const isOpen = standing.status === 'active' || standing.status === 'partiallyRedeemed'
  if (!isOpen || expiresAt === undefined || expiresAt <= now)
    return { isDue: false, next: undefined }
  const at = expiresAt - daysBefore * dayMs
  if (daysBefore === 0 || remindedFor === expiresAt) return { isDue: false, next: expiresAt }
  return at <= now ? { isDue: true, next: expiresAt } : { isDue: false, next: at }
}
