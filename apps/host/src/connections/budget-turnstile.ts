import { learnClock, type ClockBounds } from './budget-clock.ts'
import {
  missingPasses,
  noPasses,
  passTimes,
  usePass,
  waitForPass,
  withTurns,
  type Passes,
} from './budget-passes.ts'
import type { BudgetStore } from './budget-store.ts'
import { withinTime, type Timer } from './budget-time.ts'

/** Where requests get their passes that are charged to a shared limit. */
export interface Turnstile {
  /** How long until a request may go that lets so many others go first; infinite: nobody knows. */
  readonly wait: (promised: number, now: number) => number
  /** How long it lately took from asking for a pass until it could be used. */
  readonly delayMs: () => number
  /** What is so near is now: nobody need wait with other questions for it. */
  readonly soonMs: number
  /** Lets a request go that need not wait any more. */
  readonly pass: (now: number) => void
  /** Says how many wait for nothing else. Gives back after how long it wants to hear again. */
  readonly want: (wish: PassWish, now: number) => number
}

export interface PassWish {
  readonly count: number
  /** A person waits for one of them. */
  readonly isInteractive: boolean
  /** How long the most patient of them waits. */
  readonly withinMs: number
}

export interface SharedLimit {
  readonly key: string
  readonly requests: number
  readonly windowMs: number
}

/** What all turnstiles of a process have together. */
export interface TurnstileScene {
  readonly store: BudgetStore
  readonly timer: Timer
  /** Between 0 and 1. */
  readonly random: () => number
  readonly clock: { bounds: ClockBounds | undefined }
  /** To be called when somebody may go who could not. */
  readonly changed: () => void
}

/** How often a process says that it is there; it is counted for ten seconds. */
const presenceMs = 3000
const horizonMs = 500
const firstRetryMs = 100
const longestRetryMs = 2000

export function turnstile(scene: TurnstileScene, limit: SharedLimit): Turnstile {
  const { store, timer } = scene
  const times = passTimes(limit)
  let passes: Passes = noPasses
  let isAsking = false
  let askAfter = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let failures = 0
  let leadMs = 0
  let delayMs = 0
  let others = { processes: 1, countedAt: Number.NEGATIVE_INFINITY }

  const ask = async (wanted: number, { isInteractive, withinMs }: PassWish): Promise<void> => {
    if (timer.now() - others.countedAt > presenceMs)
      others = { processes: await store.presence(limit.key), countedAt: timer.now() }
    const aheadMs = isInteractive ? times.aheadMs : 0
    askedAt = timer.now()
    const given = await store.grant({
      ...limit,
      wanted,
      processes: others.processes,
      leaseMs: times.leaseMs,
      creditMs: times.creditMs,
      aheadMs,
      leadMs,
      withinMs: Math.min(withinMs, 86_400_000),
    })
    const answeredAt = timer.now()
    scene.clock.bounds = learnClock(scene.clock.bounds, {
      nowMs: given.nowMs,
      askedAt,
      answeredAt,
    })
    failures = 0
    leadMs = Math.min(horizonMs, answeredAt - askedAt)
    passes = withTurns(passes, given, scene.clock.bounds, { leaseMs: times.leaseMs, aheadMs })
    delayMs = leadMs + Math.max(0, given.startMs - aheadMs - given.nowMs)
    if (given.granted > 0) return
    // Those that were refused together do not all come back together.
    const shiftMs = scene.random() * Math.min(given.paceMs / 4, horizonMs)
    const reachMs = Math.min(Math.max(horizonMs, given.paceMs), withinMs)
    const isBlocked = given.blockedUntilMs > given.nowMs
    askAfter = passes.freeAt - (isBlocked ? 0 : reachMs) + shiftMs
  }

  const asked = (wanted: number, wish: PassWish) => {
    isAsking = true
    withinTime(timer, ask(wanted, wish))
      .catch(() => {
        // Without its database a process does not know what others send: it waits.
        failures += 1
        askAfter = timer.now() + Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1))
      })
      .finally(() => {
        isAsking = false
        scene.changed()
      })
  }

  return {
    wait: (promised, now) => waitForPass(passes, promised, now),
    delayMs: () => delayMs,
    soonMs: times.leaseMs / 2,
    pass: (now) => {
      passes = usePass(passes, now)
    },
    want: (wish, now) => {
      if (isAsking || wish.count === 0) return Number.POSITIVE_INFINITY
      const missing = missingPasses(passes, wish.count, times, now)
      const last = passes.held.at(-1)
      if (missing === 0)
        return last !== undefined && last.from - times.leaseMs > now
          ? last.from - times.leaseMs - now
          : Number.POSITIVE_INFINITY
      // Where many pass, those that come within a quarter of a lease are asked for together.
      const notBefore = wish.isInteractive
        ? askAfter
        : Math.max(askAfter, askedAt + times.leaseMs / 4)
      if (notBefore > now) return notBefore - now
      asked(missing, wish)
      return Number.POSITIVE_INFINITY
    },
  }
}
