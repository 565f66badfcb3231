/** The engine's clock: milliseconds since the epoch that never run backwards, not even over a restart. */
export interface Clock {
  now(): number
  /** Never answers less than this from now on. */
  raise(floor: number): void
}

export function engineClock(system: () => number = Date.now): Clock {
  let last = 0
  return {
    now: () => {
      last = Math.max(last, system())
      return last
    },
    raise: (floor) => {
      last = Math.max(last, floor)
    },
  }
}
