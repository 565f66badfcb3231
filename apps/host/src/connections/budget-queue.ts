import {
  chargeBudget,
  isFull,
  newBudget,
  settleBudget,
  waitForBudget,
  type Asker,
  type BudgetAnswer,
  type BudgetRule,
  type BudgetState,
} from './budget.ts'

/** A budget and where it stands; requests of several connections may be charged to the same one. */
export interface Budget {
  rule: BudgetRule
  state: BudgetState
}

export function budgetOf(rule: BudgetRule): Budget {
  return { rule, state: newBudget(rule) }
}

/** Leave to send one request. Whoever has it must settle it, once. */
export interface Permit {
  readonly waitedMs: number
  settle(answer: Omit<BudgetAnswer, 'startedAt' | 'endedAt' | 'wasFull'>): void
}

export interface Wish extends Asker {
  readonly budgets: readonly Budget[]
  readonly signal: AbortSignal
  /** Longer than that nobody waits here. */
  readonly longestMs: number
}

export interface BudgetQueue {
  /** Waits its turn. Gives back how long it would take instead, where that is too long; rejects when the signal aborts. */
  readonly acquire: (wish: Wish) => Promise<Permit | { readonly tooLongMs: number }>
}

/** Milliseconds that only grow, and a timer on them; suites bring their own. */
export interface Timer {
  readonly now: () => number
  /** Runs once after that time; gives back how to call it off. */
  readonly later: (ms: number, run: () => void) => () => void
}

export const processTimer: Timer = {
  now: () => performance.now(),
  later: (ms, run) => {
    const handle = setTimeout(run, Math.ceil(ms))
    return () => clearTimeout(handle)
  },
}

/** What is said of a wait whose end nobody knows. */
const unknownWaitMs = 1000

interface Waiting {
  readonly wish: Wish
  readonly since: number
  readonly end: (outcome: { readonly permit: Permit } | { readonly tooLongMs: number }) => void
}

/** What others wait for goes first, then what a person waits for. */
function rank({ isNested, isInteractive }: Asker): number {
  if (isNested) return 0
  return isInteractive ? 1 : 2
}

/**
 * First come, first served, with one exception: nobody waits behind a request that waits for something else.
 *
 * A request that a budget refuses keeps the later ones out of that budget, so none is overtaken for ever.
 */
export function budgetQueue(timer: Timer = processTimer): BudgetQueue {
  const waiting = new Set<Waiting>()
  let callOff: (() => void) | undefined

  const permitFor = ({ wish, since }: Waiting, now: number): Permit => {
    for (const budget of wish.budgets) budget.state = chargeBudget(budget.rule, budget.state, now)
    const full = wish.budgets.map(({ state }) => isFull(state))
    return {
      waitedMs: now - since,
      settle: (answer) => {
        const times = { startedAt: now, endedAt: timer.now() }
        for (const [index, budget] of wish.budgets.entries())
          budget.state = settleBudget(budget.rule, budget.state, {
            ...answer,
            ...times,
            wasFull: full[index] ?? false,
          })
        serve()
      },
    }
  }

  const serve = () => {
    const now = timer.now()
    const kept = new Set<Budget>()
    let next = Number.POSITIVE_INFINITY
    const inOrder = [...waiting].toSorted((a, b) => rank(a.wish) - rank(b.wish))
    for (const one of inOrder) {
      const { budgets, longestMs } = one.wish
      const waits = budgets.map((budget) =>
        kept.has(budget)
          ? Number.POSITIVE_INFINITY
          : waitForBudget(budget.rule, budget.state, one.wish, now),
      )
      const wait = Math.max(0, ...waits)
      if (wait === 0) {
        waiting.delete(one)
        one.end({ permit: permitFor(one, now) })
        continue
      }
      const left = one.since + longestMs - now
      if (left <= 0 || (Number.isFinite(wait) && wait > left)) {
        waiting.delete(one)
        one.end({ tooLongMs: Number.isFinite(wait) ? wait : unknownWaitMs })
        continue
      }
      for (const [index, budget] of budgets.entries()) if (waits[index] !== 0) kept.add(budget)
      next = Math.min(next, wait, left)
    }
    callOff?.()
    callOff = Number.isFinite(next) ? timer.later(next, serve) : undefined
  }

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
