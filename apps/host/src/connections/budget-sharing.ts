import type { BudgetAnswer } from './budget.ts'
import { sharedPlaces, type Places } from './budget-places.ts'
import type { BudgetStore } from './budget-store.ts'
import { turnstile, type Turnstile, type TurnstileScene } from './budget-turnstile.ts'
import { withinTime, type Timer } from './budget-time.ts'
import type { Budget } from './budget-wish.ts'

/** The part of budgets that all processes of a store have together; without it each process counts for itself. */
export interface BudgetSharing {
  /** Where requests get their passes; `undefined`: it has no window, or it is counted here. */
  readonly turnstile: (budget: Budget) => Turnstile | undefined
  /** How many of those under way at once are ours; `undefined`: it is counted here. */
  readonly places: (budget: Budget) => Places | undefined
  /** Tells the others what an answer says of a limit. */
  readonly report: (budget: Budget, answer: Pick<BudgetAnswer, 'verdict' | 'blockMs'>) => void
  /** Calls whenever somebody may go who could not. */
  readonly whenChanged: (listener: () => void) => void
  /** Gives back what others can use. */
  readonly close: () => Promise<void>
}

/** How often slots are kept, and those who wait are looked for. */
const keepMs = 500

export function budgetSharing(
  store: BudgetStore,
  timer: Timer,
  random: () => number = Math.random,
): BudgetSharing {
  const turnstiles = new Map<string, Turnstile>()
  const places = new Map<string, Places>()
  const listeners: (() => void)[] = []
  let isKeeping = false

  const changed = () => {
    for (const listener of listeners) listener()
    keepLater()
  }
  const scene: TurnstileScene = { store, timer, random, clock: { bounds: undefined }, changed }

  const keep = async (): Promise<void> => {
    const now = timer.now()
    const keeping = [...places].flatMap(([key, each]) => {
      const take = each.keep(now)
      return take === undefined ? [] : [{ key, take }]
    })
    if (keeping.length === 0) return
    const rows = await withinTime(timer, store.keepSlots())
    for (const { key, take } of keeping) take(rows.filter((row) => row.key === key))
  }

  /** While something is held; whoever holds nothing needs no timer. */
  const keepLater = () => {
    if (isKeeping || [...places.values()].every((each) => each.keep(0) === undefined)) return
    isKeeping = true
    timer.later(keepMs, () => {
      keep()
        // What could not be kept is ours until its lease ends.
        .catch(() => {})
        .finally(() => {
          isKeeping = false
          changed()
        })
    })
  }

  return {
    turnstile: ({ rule: { window }, sharedAs }) => {
      if (sharedAs === undefined || window === undefined) return undefined
      const known = turnstiles.get(sharedAs) ?? turnstile(scene, { key: sharedAs, ...window })
      turnstiles.set(sharedAs, known)
      return known
    },
    places: ({ rule: { concurrent }, sharedAs }) => {
      if (sharedAs === undefined || concurrent === undefined) return undefined
      const known = places.get(sharedAs) ?? sharedPlaces(scene, sharedAs, concurrent.ceiling)
      places.set(sharedAs, known)
      return known
    },
    report: ({ rule: { window }, sharedAs }, { verdict, blockMs = 0 }) => {
      const isLimited = verdict === 'limited'
      if (sharedAs === undefined || window === undefined || (!isLimited && blockMs === 0)) return
      // Here it is known already; the others find out by themselves where it cannot be told.
      store.report({ key: sharedAs, windowMs: window.windowMs, blockMs, isLimited }).catch(() => {})
    },
    whenChanged: (listener) => {
      listeners.push(listener)
    },
    close: async () => {
      await Promise.all([...places.values()].map((each) => each.giveBack()))
    },
  }
}
