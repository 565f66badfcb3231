/** The engine's clock: milliseconds since the epoch that never run backwards, not even over a restart. */
export interface Clock {
  now(): number
  /** Never answers less than this from now on. */
  raise(floor: number): void
  /** How far it is ahead of the clock below it, because it was raised or that one was set back. */
  leadMs(): number
}

/** @param system The clock below it: that of a store, which all processes share, or of the machine where there is none. */

export function engineClock(system: () => number = Date.now): Clock {
  let last = 0
  const now = () => {
    last = Math.max(last, system())
    return last
  }
  return {
    now,
    raise: (floor) => {
      last = Math.max(last, floor)
    },
    leadMs: () => now() - system(),
  }
}
