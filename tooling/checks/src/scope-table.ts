import { tableRows, type Proof } from './proofs.ts'

/** One row of `docs/scope.md`. */
export interface ScopeRow {
  readonly id: string
  readonly line: number
  readonly state: string
  readonly proofs: readonly Proof[]
}

const sections = { F: 9, S: 11, P: 6, R: 4, D: 3, H: 6 } as const

/** Every id that the scope has, in its order. */
export const scopeIds: readonly string[] = Object.entries(sections).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
)

/** Reads the rows of all tables whose first cell is an id of the scope. The columns are id, what, state, proof. */
export function scopeRows(markdown: string): readonly ScopeRow[] {
  return tableRows(markdown).map(({ id, line, cells: [, , state = ''], proofs }) => ({
    id,
    line,
    state,
    proofs,
  }))
}
