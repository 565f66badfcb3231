import { newBudget, type Asker, type BudgetRule, type BudgetState } from './budget.ts'

/** A budget and where it stands; requests of several connections may be charged to the same one. */
export interface Budget {
  rule: BudgetRule
  state: BudgetState
  /** The name under which other processes know it, where they do. */
  readonly sharedAs?: string
}

export function budgetOf(rule: BudgetRule, sharedAs?: string): Budget {
  return { rule, state: newBudget(rule), ...(sharedAs !== undefined && { sharedAs }) }
}

export interface Wish extends Asker {
  readonly budgets: readonly Budget[]
  readonly signal: AbortSignal
  /** Longer than that nobody waits here. */
  readonly longestMs: number
}
