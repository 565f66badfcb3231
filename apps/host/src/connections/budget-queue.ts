import {
  chargeBudget,
  isFull,
  settleBudget,
  waitForBudget,
  waitForPlace,
  type Asker,
  type BudgetAnswer,
} from './budget.ts'
import type { Places } from './budget-places.ts'
import { sharedRound } from './budget-round.ts'
import type { BudgetSharing } from './budget-sharing.ts'
import { processTimer, type Timer } from './budget-time.ts'
import type { Budget, Wish } from './budget-wish.ts'

/** Leave to send one request. Whoever has it must settle it, once. */
export interface Permit {
  readonly waitedMs: number
  settle(answer: Omit<BudgetAnswer, 'startedAt' | 'endedAt' | 'wasFull'>): void
}

export interface BudgetQueue {
  /** Waits its turn. Gives back how long it would take instead, where that is too long; rejects when the signal aborts. */
  readonly acquire: (wish: Wish) => Promise<Permit | { readonly tooLongMs: number }>
}

/** What is said of a wait whose end nobody knows. */
const unknownWaitMs = 1000

interface Waiting {
  readonly wish: Wish
  readonly since: number
  readonly end: (outcome: { readonly permit: Permit } | { readonly tooLongMs: number }) => void
}

/** How long a request waits for what this process counts by itself; places that are promised to others are taken. */
function waitHere(
  { rule, state, sharedAs }: Budget,
  promised: number,
  asker: Asker,
  now: number,
): number {
  const taken = promised === 0 ? state : { ...state, underWay: state.underWay + promised }
  return sharedAs === undefined
    ? waitForBudget(rule, taken, asker, now)
    : waitForPlace(taken, asker, now)
}

/** What others wait for goes first, then what a person waits for. */
function rank({ isNested, isInteractive }: Asker): number {
  if (isNested) return 0
  return isInteractive ? 1 : 2
}

/**
 * First come, first served, with one exception: nobody waits behind a request that waits for something else.
 *
 * A request that a budget refuses keeps the later ones out of that budget, so none is overtaken for ever. Where processes share
 * budgets, a request that nothing here holds up has its place promised to it, and waits for a slot and for a pass like for anything else.
 */
export function budgetQueue(timer: Timer = processTimer, sharing?: BudgetSharing): BudgetQueue {
  const waiting = new Set<Waiting>()
  const places = new Map<Places, Budget>()
  let callOff: (() => void) | undefined

  const permitFor = ({ wish, since }: Waiting, now: number): Permit => {
    for (const budget of wish.budgets) budget.state = chargeBudget(budget.rule, budget.state, now)
    const full = wish.budgets.map(({ state }) => isFull(state))
    return {
      waitedMs: now - since,
      settle: (answer) => {
        const times = { startedAt: now, endedAt: timer.now() }
        for (const [index, budget] of wish.budgets.entries()) {
          budget.state = settleBudget(budget.rule, budget.state, {
            ...answer,
            ...times,
            wasFull: full[index] ?? false,
          })
          sharing?.report(budget, answer)
        }
        serve()
      },
    }
  }

  const serve = () => {
    const now = timer.now()
    const kept = new Set<Budget>()
    const round = sharedRound(sharing, places, now)
    let next = Number.POSITIVE_INFINITY
    const inOrder = [...waiting].toSorted((a, b) => rank(a.wish) - rank(b.wish))
    for (const one of inOrder) {
      const { budgets, longestMs } = one.wish
      const left = one.since + longestMs - now
      const waits = budgets.map((budget) =>
        kept.has(budget)
          ? Number.POSITIVE_INFINITY
          : waitHere(budget, round.promised(budget), one.wish, now),
      )
      const here = Math.max(0, ...waits)
      const wait = here === 0 ? round.enter(one.wish, left) : here
      if (wait === 0) {
        waiting.delete(one)
        one.end({ permit: permitFor(one, now) })
        continue
      }
      if (left <= 0 || (Number.isFinite(wait) && wait > left)) {
        waiting.delete(one)
        one.end({ tooLongMs: Number.isFinite(wait) ? wait : unknownWaitMs })
        continue
      }
      for (const [index, budget] of budgets.entries()) if (waits[index] !== 0) kept.add(budget)
      next = Math.min(next, wait, left)
    }
    next = Math.min(next, round.tell())
    callOff?.()
    callOff = Number.isFinite(next) ? timer.later(next, serve) : undefined
  }

  sharing?.whenChanged(() => serve())

  return {
    acquire: (wish) =>
      new Promise((resolve, reject) => {
        if (wish.signal.aborted) {
          reject(wish.signal.reason as Error)
          return
        }
        const leave = () => {
          waiting.delete(one)
          reject(wish.signal.reason as Error)
          serve()
        }
        const one: Waiting = {
          wish,
          since: timer.now(),
          end: (outcome) => {
            wish.signal.removeEventListener('abort', leave)
            resolve('permit' in outcome ? outcome.permit : outcome)
          },
        }
        wish.signal.addEventListener('abort', leave, { once: true })
        waiting.add(one)
        serve()
      }),
  }
}
