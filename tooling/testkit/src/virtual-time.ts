import type { LineSettings } from '@cartograph/host'

export interface VirtualTime {
  readonly timer: LineSettings['timer']
  /** Milliseconds that were waited so far. */
  readonly elapsedMs: () => number
}

interface Alarm {
  readonly at: number
  readonly run: () => void
}

/** Turns of the event loop without a request under way, before a wait is taken to be all that is left to do. */
const quietTurns = 3

/**
 * Time that passes only by waiting: where nothing is under way and somebody waits, it is at once as late as he waits for.
 *
 * So waits of minutes take no time, and time-outs of requests never fire by themselves.
 */
export function virtualTime(isBusy: () => boolean): VirtualTime {
  const alarms = new Set<Alarm>()
  let now = 0
  let quiet = 0
  let isPumping = false
  const pump = () => {
    if (alarms.size === 0) {
      isPumping = false
      return
    }
    quiet = isBusy() ? 0 : quiet + 1
    if (quiet > quietTurns) {
      quiet = 0
      ring()
    }
    setImmediate(pump)
  }
  const ring = () => {
    const [next] = [...alarms].toSorted((a, b) => a.at - b.at)
    if (next === undefined) return
    alarms.delete(next)
    now = Math.max(now, next.at)
    next.run()
  }
  return {
    elapsedMs: () => now,
    timer: {
      now: () => now,
      later: (ms, run) => {
        const alarm = { at: now + ms, run }
        alarms.add(alarm)
        if (!isPumping) {
          isPumping = true
          setImmediate(pump)
        }
        return () => alarms.delete(alarm)
      },
    },
  }
}
