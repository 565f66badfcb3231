import { Cron } from 'croner'

/** When something happens: a cron expression, and the time zone that its hours are of. */
export interface Rule {
  readonly rule: string
  readonly zone: string
}

const minuteMs = 60_000
/** More than clocks are ever put back by. */
const longestOverlapMs = 3 * 3_600_000

/**
 * The first instant after another one that a rule means; none where it means no further.
 *
 * A local time that the clocks jump over is met at the instant they jump to; one that comes twice is met once.
 */
export function nextInstant({ rule, zone }: Rule, after: number): number | undefined {
  const cron = new Cron(rule, { paused: true, timezone: zone })
  // Within an hour that comes a second time, the library answers with instants of the first; those have been.
  for (let from = after; from <= after + longestOverlapMs; from += minuteMs) {
    const next = cron.nextRun(new Date(from))
    if (next === null) return undefined
    if (next.getTime() > after) return next.getTime()
  }
  return undefined
}

/** Of the instants of a rule from `first` on, the last one that is not after `now`. */
export function latestInstant({ rule, zone }: Rule, first: number, now: number): number {
  const cron = new Cron(rule, { paused: true, timezone: zone })
  const latest = cron
    .previousRuns(2, new Date(now + 1000))
    .map((date) => date.getTime())
    .find((instant) => instant > first && instant <= now)
  return latest ?? first
}
