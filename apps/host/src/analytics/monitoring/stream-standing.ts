import type { Fault } from '@cartograph/core'

export const standings = [
  'never',
  'loading',
  'healthy',
  'delayed',
  'failing',
  'authExpired',
  'paused',
] as const

/** How the reading of a stream stands. */
export type Standing = (typeof standings)[number]

export interface StreamTimes {
  readonly now: number
  /** Of the newest run; missing: there was none. */
  readonly lastRun?: {
    readonly startedAt: number
    readonly endedAt: number | undefined
    readonly fault: Pick<Fault, 'kind'> | undefined
  }
  /** When the newest reading that went to its end was begun. */
  readonly completeTo: number | undefined
  /** When it was to be read next, as it stands in the schedule. */
  readonly nextAt: number | undefined
  /** Somebody had its connection rest. */
  readonly isPaused?: boolean
}

/** So long after its time a reading is late; schedules are met within seconds. */
const patienceMs = 15 * 60_000

/** How a stream stands. What needs somebody to act comes before what passes by itself. */
export function standingOf({
  now,
  lastRun,
  completeTo,
  nextAt,
  isPaused = false,
}: StreamTimes): Standing {
  if (isPaused) return 'paused'
  if (lastRun === undefined) return 'never'
  const kind = lastRun.fault?.kind
  if (kind === 'auth' || kind === 'permission') return 'authExpired'
  if (kind !== undefined) return 'failing'
  if (completeTo === undefined) return 'loading'
  return nextAt !== undefined && now - nextAt > patienceMs ? 'delayed' : 'healthy'
}
