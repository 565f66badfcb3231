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

/** A database that does not answer for so long is as good as none. */
const answerMs = 5000

/** What was promised, or a rejection where it does not come in time; what comes later is nobody's. */
export function withinTime<Result>(timer: Timer, promised: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const callOff = timer.later(answerMs, () => reject(new Error('The database does not answer.')))
    promised.then(resolve, reject).finally(callOff)
  })
}
