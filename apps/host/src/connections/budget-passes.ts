import type { ClockBounds } from './budget-clock.ts'
import type { WindowLimit } from './counted-window.ts'

/**
 * Passes: leave for one request each, at a time of its own, that a process was given out of budgets which others use too.
 *
 * All turns of a budget lie on one line, `window / (0.9 × limit)` apart, and a turn is given once. A request goes at most a
 * twentieth of the window after its turn and at most a twentieth before it, so those of any window have their turns in 1.1
 * windows, and there are no more than `0.99 × limit` of them, whoever sends them. Pure: instants come in, states go out.
 */
export interface Pass {
  readonly from: number
  /** What is not used by then lapses. */
  readonly until: number
}

export interface Passes {
  /** In the order of their times. */
  readonly held: readonly Pass[]
  /** Before that nothing is free, as far as is known. */
  readonly freeAt: number
}

export const noPasses: Passes = { held: [], freeAt: Number.NEGATIVE_INFINITY }

/** The times that a window allows. */
export interface PassTimes {
  /** How long a pass lasts. */
  readonly leaseMs: number
  /** Turns that nobody took may be taken so much later. */
  readonly creditMs: number
  /** Requests that people wait for may go so long before their turn. */
  readonly aheadMs: number
}

const longestLeaseMs = 500
const slack = 1 / 20

export function passTimes({ windowMs }: WindowLimit): PassTimes {
  const slackMs = windowMs * slack
  const leaseMs = Math.min(longestLeaseMs, slackMs)
  return { leaseMs, creditMs: slackMs - leaseMs, aheadMs: slackMs }
}

/** How long until a pass may be used, after so many are used by others; 0: one can be used now; infinite: nobody knows. */
export function waitForPass({ held, freeAt }: Passes, promised: number, now: number): number {
  const pass = held.filter(({ until }) => until > now)[promised]
  if (pass !== undefined) return Math.max(0, pass.from - now)
  return freeAt > now ? freeAt - now : Number.POSITIVE_INFINITY
}

/** What is left when the first pass is used. */
export function usePass({ held, freeAt }: Passes, now: number): Passes {
  return { held: held.filter(({ until }) => until > now).slice(1), freeAt }
}

/**
 * How many more passes are worth asking for.
 *
 * Who holds one for later asks for none: so all who want some take turns, and nobody holds what others could use.
 */
export function missingPasses(
  { held }: Passes,
  wanted: number,
  { leaseMs }: PassTimes,
  now: number,
): number {
  const good = held.filter(({ until }) => until > now)
  const last = good.at(-1)
  if (last !== undefined && last.from > now + leaseMs) return 0
  return Math.max(0, wanted - good.length)
}

/** Turns that were given, by the database's clock. */
export interface GivenTurns {
  readonly nowMs: number
  readonly startMs: number
  readonly paceMs: number
  readonly granted: number
  readonly blockedUntilMs: number
}

/** Adds the passes for turns that were given; where none were, what is known about when there will be some. */
export function withTurns(
  before: Passes,
  given: GivenTurns,
  clock: ClockBounds,
  { leaseMs, aheadMs }: { readonly leaseMs: number; readonly aheadMs: number },
): Passes {
  const first = given.startMs - aheadMs
  if (given.granted === 0)
    return { ...before, freeAt: Math.max(first, given.blockedUntilMs) - clock.least }
  const passes = Array.from({ length: given.granted }, (_, at) => {
    const turn = at * given.paceMs
    return {
      from: first + turn - clock.least,
      until: Math.max(given.startMs + turn, given.nowMs) + leaseMs - clock.most,
    }
  })
  const held = [...before.held, ...passes].toSorted((a, b) => a.from - b.from)
  return { held, freeAt: Number.NEGATIVE_INFINITY }
}
