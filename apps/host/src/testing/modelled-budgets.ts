import type { BudgetReport, Grant, GrantWish, SlotWish, TakenSlots } from '../store/index.ts'

/** The state of one shared limit, in the database's milliseconds. */
export interface ModelledBudget {
  readonly freeAt: number
  readonly blockedUntil: number
  readonly share: number
  readonly loweredAt: number
}

export const freshBudget: ModelledBudget = {
  freeAt: 0,
  blockedUntil: 0,
  share: 0.9,
  loweredAt: 0,
}

const longestStepMs = 60_000
const horizonMs = 500

function shareAt({ share, loweredAt }: ModelledBudget, windowMs: number, now: number): number {
  const quiet = Math.floor((now - loweredAt) / Math.min(windowMs, longestStepMs))
  return Math.min(0.9, share + 0.02 * Math.max(0, quiet))
}

/** What the statement does that gives out turns, as a pure function: suites run it in virtual time, and compare it with the statement. */
export function modelledGrant(
  budget: ModelledBudget,
  wish: GrantWish,
  now: number,
): { readonly grant: Grant; readonly budget: ModelledBudget } {
  const { requests, windowMs, wanted, processes } = wish
  const { leaseMs, creditMs, aheadMs, leadMs, withinMs } = wish
  const pace = Math.ceil((windowMs * 1000) / (requests * shareAt(budget, windowMs, now)) - 1e-6)
  const paceMs = pace / 1000
  const startMs = Math.max(now + leadMs - creditMs, budget.freeAt)
  const isOut =
    budget.blockedUntil > now ||
    startMs - aheadMs > now + Math.min(Math.max(horizonMs, paceMs), withinMs)
  const most = Math.max(1, Math.floor((leaseMs * 1000) / (pace * processes)))
  const granted = isOut ? 0 : Math.min(wanted, most)
  const grant = { nowMs: now, startMs, paceMs, granted, blockedUntilMs: budget.blockedUntil }
  if (granted === 0) return { grant, budget }
  return { grant, budget: { ...budget, freeAt: startMs + granted * paceMs } }
}

export function modelledReport(
  budget: ModelledBudget,
  { windowMs, blockMs, isLimited }: BudgetReport,
  now: number,
): ModelledBudget {
  const blockedUntil = Math.max(budget.blockedUntil, now + blockMs)
  if (!isLimited || now - budget.loweredAt < Math.min(windowMs, longestStepMs))
    return { ...budget, blockedUntil }
  const share = Math.max(0.05, shareAt(budget, windowMs, now) * 0.7)
  return { ...budget, blockedUntil, share, loweredAt: now }
}

/** Slots and those who want more, in the database's milliseconds. */
export interface ModelledSlots {
  readonly slots: readonly { readonly owner: string; readonly until: number }[]
  /** `since` 0: it has some. */
  readonly short: ReadonlyMap<string, { readonly since: number; readonly seenAt: number }>
}

const slotLeaseMs = 5000
const deafMs = 3000

export function freshSlots(total: number): ModelledSlots {
  return { slots: Array.from({ length: total }, () => ({ owner: '', until: 0 })), short: new Map() }
}

export function modelledTake(
  before: ModelledSlots,
  { owner, wanted, below, isInteractive, held }: SlotWish,
  now: number,
): { readonly taken: TakenSlots; readonly slots: ModelledSlots } {
  const line = othersThan(before, owner, now)
  const own = before.short.get(owner)?.since ?? 0
  const since = isInteractive ? 1 : own === 0 ? now : own
  const ahead = line.filter((each) => each.since > 0 && each.since < since).length
  const free = before.slots.flatMap(({ until }, slot) =>
    until <= now && slot < below ? [slot] : [],
  )
  const share = Math.ceil(below / (1 + line.length)) - held
  const taken = free.slice(0, Math.max(0, Math.min(wanted, free.length - ahead, share)))
  const slots = before.slots.map((slot, n) =>
    taken.includes(n) ? { owner, until: now + slotLeaseMs } : slot,
  )
  const short = new Map(before.short)
  if (taken.length < wanted)
    short.set(owner, { since: held + taken.length === 0 ? since : 0, seenAt: now })
  else short.delete(owner)
  return { taken: { slots: taken, others: line.length }, slots: { slots, short } }
}

function othersThan({ short }: ModelledSlots, owner: string, now: number) {
  return [...short].flatMap(([name, { since, seenAt }]) =>
    name !== owner && seenAt > now - deafMs ? [{ since }] : [],
  )
}

export function modelledKeep(
  before: ModelledSlots,
  owner: string,
  now: number,
): {
  readonly kept: readonly {
    readonly n: number
    readonly waiting: number
    readonly others: number
  }[]
  readonly slots: ModelledSlots
} {
  const isOurs = (slot: { readonly owner: string; readonly until: number }) =>
    slot.owner === owner && slot.until > now
  const line = othersThan(before, owner, now)
  const said = { waiting: line.filter(({ since }) => since > 0).length, others: line.length }
  const slots = before.slots.map((slot) =>
    isOurs(slot) ? { owner, until: now + slotLeaseMs } : slot,
  )
  const kept = before.slots.flatMap((slot, n) => (isOurs(slot) ? [Object.assign({ n }, said)] : []))
  return { kept, slots: { ...before, slots } }
}

export function modelledGive(
  before: ModelledSlots,
  owner: string,
  given: readonly number[],
): ModelledSlots {
  const short = new Map(before.short)
  short.delete(owner)
  const slots = before.slots.map((slot, n) =>
    given.includes(n) && slot.owner === owner ? { owner: '', until: 0 } : slot,
  )
  return { slots, short }
}
