/** How far the database's clock is ahead of ours: at least and at most so many milliseconds, as it was known at an instant of ours. */
export interface ClockBounds {
  readonly least: number
  readonly most: number
  readonly at: number
}

/** Two clocks drift apart by less than that, as a share of the time that passes. */
const drift = 0.0005

/** The database read its clock at some moment between question and answer; the quickest answers say most. Pure. */
export function learnClock(
  known: ClockBounds | undefined,
  said: { readonly nowMs: number; readonly askedAt: number; readonly answeredAt: number },
): ClockBounds {
  const at = said.answeredAt
  const fresh = { least: said.nowMs - at, most: said.nowMs - said.askedAt, at }
  if (known === undefined) return fresh
  const drifted = (at - known.at) * drift
  const least = Math.max(fresh.least, known.least - drifted)
  const most = Math.min(fresh.most, known.most + drifted)
  // One of the clocks was set, or it is another server's.
  return least > most ? fresh : { least, most, at }
}
