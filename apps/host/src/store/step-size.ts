import type { Store } from './store.ts'

/**
 * How many rows a walk takes in one transaction.
 *
 * A transaction in a file holds up all else that the process does, calls of tills among it. So a step has as many rows as are
 * done in so long, by what the step before took. In the database of a server nobody is held up, and each step has the most.
 */
export interface StepSize {
  /** How many rows the next step may take. */
  readonly rows: number
  /** Begins a step; at its end it says how many rows it looked at. */
  begin(): (looked: number) => void
}

/** How long a step may take. A till waits for several of different walks, and shall not notice. */
const calledMs = 10
/** Where nobody calls, the disk counts, which takes as long for many rows as for few. */
const aloneMs = 50
/** Of those that follow a step which took longer than that. */
const fewest = 8
/** What a clock cannot tell from nothing. */
const shortestMs = 0.1
/** What the first step takes, of which nothing is known. */
const firstRows = 32

export function stepSize(
  store: Pick<Store, 'isShared' | 'hasCallers'>,
  most: number,
  { now = () => performance.now() }: { readonly now?: () => number } = {},
): StepSize {
  if (store.isShared) return { rows: most, begin: () => () => {} }
  let rows = Math.min(firstRows, most)
  return {
    get rows() {
      return rows
    },
    begin: () => {
      const beganAt = now()
      return (looked) => {
        if (looked === 0) return
        const wantedMs = store.hasCallers() ? calledMs : aloneMs
        const fitting = Math.floor((looked * wantedMs) / Math.max(now() - beganAt, shortestMs))
        // A step that was not full tells little, so it makes the next one smaller and never larger.
        const highest = looked < rows ? rows : 2 * rows
        rows = Math.min(most, Math.max(Math.min(fitting, highest), fewest))
      }
    },
  }
}
