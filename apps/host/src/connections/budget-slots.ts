/**
 * Slots: each is leave for one request to be under way, out of those that a vendor takes at once, for as long as the process has it.
 *
 * A process keeps its slots from one request to the next. It gives back what it does not need, what is more than its share where others
 * want some, and after a turn everything, where others wait that have none: so each of them comes to its turn, also where there is one
 * slot for all. Pure: instants come in, states go out.
 */
export interface Slots {
  /** Until when each is ours, by number. */
  readonly held: ReadonlyMap<number, number>
  /** Since when we have any. */
  readonly since: number
  /** Other processes that want more than they have. */
  readonly others: number
  /** Others wait that have none. */
  readonly isAwaited: boolean
  /** Since when there are more than are needed. */
  readonly idleSince: number | undefined
}

export const noSlots: Slots = {
  held: new Map(),
  since: 0,
  others: 0,
  isAwaited: false,
  idleSince: undefined,
}

/** So long a process uses its slots while others wait that have none. */
export const turnMs = 500
/** What is not needed for so long is given back. */
export const idleMs = 100

const isTurnOver = ({ isAwaited, since }: Slots, now: number) => isAwaited && now - since >= turnMs

/** How many are ours at the most: an equal share where others want more than they have, none once the turn is over. */
function shareOf(slots: Slots, total: number, now: number): number {
  return isTurnOver(slots, now) ? 0 : Math.ceil(total / (1 + slots.others))
}

/** How many requests may be under way. */
export function usableSlots(slots: Slots, total: number, now: number): number {
  return Math.min(heldSlots(slots, now), shareOf(slots, total, now))
}

function heldSlots({ held }: Slots, now: number): number {
  return [...held.values()].filter((until) => until > now).length
}

/** How many more to ask for, where so many requests are under way or could be. */
export function missingSlots(slots: Slots, needed: number, now: number): number {
  return isTurnOver(slots, now) ? 0 : Math.max(0, needed - heldSlots(slots, now))
}

export function withSlots(
  slots: Slots,
  taken: { readonly slots: readonly number[]; readonly others: number },
  until: number,
  now: number,
): Slots {
  const held = new Map([...slots.held].filter(([, end]) => end > now))
  const since = held.size === 0 ? now : slots.since
  for (const slot of taken.slots) held.set(slot, until)
  return { ...slots, held, since, others: taken.others, idleSince: undefined }
}

/** What the database says of the slots that it was asked to keep. */
export function keptSlots(
  slots: Slots,
  asked: ReadonlySet<number>,
  kept: ReadonlySet<number>,
  until: number,
  line: { readonly others: number; readonly isAwaited: boolean },
): Slots {
  const held = [...slots.held].flatMap(([slot, end]) => {
    if (!asked.has(slot)) return [[slot, end] as const]
    return kept.has(slot) ? [[slot, until] as const] : []
  })
  return { ...slots, ...line, held: new Map(held) }
}

/** What is to be given back, and when to look again. */
export interface Surplus {
  readonly slots: Slots
  readonly surplus: readonly number[]
  readonly againMs: number
}

/** Which slots to give back now, the highest first, since those are kept for people. */
export function surplusSlots(
  slots: Slots,
  use: { readonly underWay: number; readonly needed: number; readonly total: number },
  now: number,
): Surplus {
  const { held, idleSince = now } = slots
  const tooMany = held.size - Math.max(use.underWay, shareOf(slots, use.total, now))
  if (tooMany > 0) return without(slots, tooMany)
  const idle = held.size - Math.max(use.underWay, use.needed)
  const againMs = idleSince + idleMs - now
  if (idle <= 0)
    return {
      slots: { ...slots, idleSince: undefined },
      surplus: [],
      againMs: Number.POSITIVE_INFINITY,
    }
  return againMs > 0
    ? { slots: { ...slots, idleSince }, surplus: [], againMs }
    : without(slots, idle)
}

function without(slots: Slots, count: number): Surplus {
  const surplus = [...slots.held.keys()].toSorted((a, b) => b - a).slice(0, count)
  const held = new Map([...slots.held].filter(([slot]) => !surplus.includes(slot)))
  const isAwaited = slots.isAwaited && held.size > 0
  return {
    slots: { ...slots, held, isAwaited, idleSince: undefined },
    surplus,
    againMs: Number.POSITIVE_INFINITY,
  }
}
