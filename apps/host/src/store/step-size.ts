import type { Store } from './store.ts'
import type { Work } from './database.ts'

/**
 * How many rows a walk takes in one transaction.
 *
 * A transaction in a file holds up all else that the process does, calls of tills among it. So a step has as many rows as took
 * so long at most, by what the steps before took. In the database of a server nobody is held up, and each step has the most.
 */
export interface StepSize {
  /** How many rows the next step may take. */
  readonly rows: number
  /** Does a step, which tells how many rows it took; undefined: there were none. */
  timed(work: Work<number | undefined>): Work<number | undefined>
}

/** How long a step may take. A till waits for several of different walks, and shall not notice. */
const wantedMs = 10
/** Of those that follow a step which took longer than that. */
const fewest = 8
/** What the first step takes, of which nothing is known. */
const firstRows = 32

export function stepSize(
  { isShared }: Pick<Store, 'isShared'>,
  most: number,
  { now = () => performance.now() }: { readonly now?: () => number } = {},
): StepSize {
  if (isShared) return { rows: most, timed: (work) => work }
  let rows = Math.min(firstRows, most)
  return {
    get rows() {
      return rows
    },
    *timed(work) {
      const beganAt = now()
      const taken = yield* work
      if (taken !== undefined) rows = nextRows(taken, now() - beganAt, { before: rows, most })
      return taken
    },
  }
}

/** A step that was not full tells little, so it makes the next one smaller and never larger. */
function nextRows(
  taken: number,
  tookMs: number,
  { before, most }: { readonly before: number; readonly most: number },
): number {
  const fitting = Math.floor((Math.max(taken, 1) * wantedMs) / Math.max(tookMs, 0.1))
  const wanted = taken < before ? Math.min(fitting, before) : Math.min(fitting, 2 * before)
  return Math.min(most, Math.max(wanted, Math.min(fewest, most)))
}
