/** The longest that a shop may take to show what it has dated, in this suite; the connector allows for a minute. */
export const longestHoldMs = 20_000

/**
 * The clock that a shop dates its changes by: now and then it stands still, and what is done meanwhile is dated earlier than
 * it becomes visible, as by a transaction that stays open or a replica that lags. It never goes back.
 *
 * @param chance that a look at the clock finds it standing from then on.
 */
export function hangingClock(
  random: () => number,
  { machine = Date.now, chance = 0.04 }: { machine?: () => number; chance?: number } = {},
): () => number {
  let shown = Number.NEGATIVE_INFINITY
  let holdsUntil = Number.NEGATIVE_INFINITY
  return () => {
    const now = machine()
    if (now < holdsUntil) return shown
    shown = Math.max(shown, now)
    if (random() < chance) holdsUntil = now + random() * longestHoldMs
    return shown
  }
}
