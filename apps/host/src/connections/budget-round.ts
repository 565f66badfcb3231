import type { Places } from './budget-places.ts'
import type { Budget, Wish } from './budget-wish.ts'
import type { BudgetSharing } from './budget-sharing.ts'
import type { Turnstile } from './budget-turnstile.ts'

/** One look through the queue, as far as budgets are shared with other processes. */
export interface SharedRound {
  /** How many places of a budget those before have been promised. */
  readonly promised: (budget: Budget) => number
  /**
   * Lets a request go that nothing in this process holds up, or gives back how long it waits for a slot or a pass.
   *
   * While it waits its places are promised to it: nobody asks for passes that could not be used.
   */
  readonly enter: (wish: Wish, leftMs: number) => number
  /** Tells what those who still wait want, and gives back after how long there is something to look at. */
  readonly tell: () => number
}

const alone: SharedRound = {
  promised: () => 0,
  enter: () => 0,
  tell: () => Number.POSITIVE_INFINITY,
}

/** `known`: the budgets whose slots were ever wanted, from one round to the next. */
export function sharedRound(
  sharing: BudgetSharing | undefined,
  known: Map<Places, Budget>,
  now: number,
): SharedRound {
  if (sharing === undefined) return alone
  const promises = new Map<Budget, number>()
  const passes = new Map<Turnstile, { count: number; isInteractive: boolean; withinMs: number }>()
  const slots = new Map<Places, { count: number; isInteractive: boolean }>()
  const promised = (budget: Budget) => promises.get(budget) ?? 0

  const hasPlaces = (wish: Wish): boolean => {
    const needed = (wish.isNested ? [] : wish.budgets).flatMap((budget) => {
      const places = sharing.places(budget)
      return places === undefined ? [] : [{ budget, places }]
    })
    for (const { budget, places } of needed) {
      known.set(places, budget)
      const before = slots.get(places)
      slots.set(places, {
        count: (before?.count ?? 0) + 1,
        isInteractive: wish.isInteractive || (before?.isInteractive ?? false),
      })
    }
    return needed.every(
      ({ budget, places }) =>
        budget.state.underWay + promised(budget) < places.usable(wish.isInteractive, now),
    )
  }

  /**
   * How long a request waits for its passes.
   *
   * That of the limit which keeps it waiting longest is asked for first, the next one so that it comes about when the first one can be
   * used: passes do not lapse because another one is not there yet.
   */
  const passWait = (wish: Wish, gates: readonly Turnstile[], leftMs: number): number => {
    let longest = 0
    let expected = 0
    for (const gate of gates) {
      if (expected > Math.max(gate.delayMs(), gate.soonMs)) return longest
      const before = passes.get(gate)
      const wait = gate.wait(before?.count ?? 0, now)
      longest = Math.max(longest, wait)
      // What was asked for, and is not known yet, comes about when the last one came.
      expected = Math.max(expected, Number.isFinite(wait) ? wait : gate.delayMs())
      passes.set(gate, {
        count: (before?.count ?? 0) + 1,
        isInteractive: wish.isInteractive || (before?.isInteractive ?? false),
        withinMs: Math.max(before?.withinMs ?? 0, leftMs),
      })
    }
    return longest
  }

  /** It has what it wanted. */
  const leave = (wish: Wish, gates: readonly Turnstile[]) => {
    for (const gate of gates) {
      gate.pass(now)
      const wanted = passes.get(gate)
      if (wanted !== undefined) passes.set(gate, { ...wanted, count: wanted.count - 1 })
    }
    for (const budget of wish.isNested ? [] : wish.budgets) {
      const places = sharing.places(budget)
      const wanted = places && slots.get(places)
      if (places && wanted) slots.set(places, { ...wanted, count: wanted.count - 1 })
    }
  }

  return {
    promised,
    enter: (wish, leftMs) => {
      const gates = wish.budgets
        .flatMap((budget) => sharing.turnstile(budget) ?? [])
        .toSorted((a, b) => b.delayMs() - a.delayMs())
      const wait = hasPlaces(wish) ? passWait(wish, gates, leftMs) : Number.POSITIVE_INFINITY
      if (wait === 0) {
        leave(wish, gates)
        return 0
      }
      for (const budget of wish.budgets) promises.set(budget, promised(budget) + 1)
      return wait
    },
    tell: () => {
      const later = [...passes].map(([gate, wish]) => gate.want(wish, now))
      for (const [places, { state }] of known) {
        const { count = 0, isInteractive = false } = slots.get(places) ?? {}
        const { underWay } = state
        later.push(places.want({ underWay, needed: underWay + count, isInteractive }, now))
      }
      return Math.min(...later, Number.POSITIVE_INFINITY)
    },
  }
}
