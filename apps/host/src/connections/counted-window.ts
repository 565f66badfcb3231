/**
 * Counting requests in windows.
 *
 * A vendor counts in windows of its own, and nobody knows where they begin; so no span of a window's length may hold more
 * than the limit. Pure: instants come in, states go out.
 */

/** At most so many in any span of that length. */
export interface CountedWindow {
  readonly most: number
  readonly spanMs: number
}

/** Requests that were let through, oldest first; those close together are one entry, with the time of the last. */
export type GrantLog = readonly { readonly at: number; readonly count: number }[]

/** The share of a limit that is used to begin with; the rest is for what the network shifts, and for people who wait. */
export const fullShare = 0.9

/** Below that a burst and a pause in place of an even flow may meet in one window at the vendor. */
const evenBelowMs = 10_000
/** Up to here every request has an entry of its own. */
const exactUpTo = 256

export interface WindowLimit {
  readonly requests: number
  readonly windowMs: number
}

/** The windows that a request of people who wait must fit into: the whole limit, as far as it is not lowered. */
export function wholeWindow({ requests, windowMs }: WindowLimit, share: number): CountedWindow {
  const usable = (requests * share) / fullShare
  return usable >= 1
    ? { most: Math.floor(usable), spanMs: windowMs }
    : { most: 1, spanMs: windowMs / usable }
}

/**
 * The window that all other requests must fit into as well.
 *
 * Short windows are filled evenly, a tenth of the limit at a time: `most + rate × window` stays within the limit.
 */
export function ordinaryWindow({ requests, windowMs }: WindowLimit, share: number): CountedWindow {
  const usable = requests * share
  if (usable < 1) return { most: 1, spanMs: windowMs / usable }
  if (windowMs > evenBelowMs) return { most: Math.ceil(usable), spanMs: windowMs }
  const most = Math.max(1, Math.floor(requests / 10))
  return { most, spanMs: (most * windowMs) / usable }
}

/** How long until one more request fits; 0: it fits now. */
export function waitInWindow(log: GrantLog, window: CountedWindow, now: number): number {
  let count = 0
  for (let index = log.length - 1; index >= 0; index -= 1) {
    const entry = log[index]
    if (entry === undefined || entry.at <= now - window.spanMs) return 0
    count += entry.count
    if (count >= window.most) return entry.at + window.spanMs - now
  }
  return 0
}

/** The log with one more request, without what no window reaches any more. */
export function withGrant(
  log: GrantLog,
  { requests, windowMs }: WindowLimit,
  longestSpanMs: number,
  now: number,
): GrantLog {
  const kept = log.filter(({ at }) => at > now - Math.max(windowMs, longestSpanMs))
  const last = kept.at(-1)
  if (last === undefined || requests <= exactUpTo) return [...kept, { at: now, count: 1 }]
  const grainMs = windowMs / exactUpTo
  // An entry is never wider than its grain, however long it is added to.
  return Math.floor(last.at / grainMs) === Math.floor(now / grainMs)
    ? [...kept.slice(0, -1), { at: now, count: last.count + 1 }]
    : [...kept, { at: now, count: 1 }]
}
