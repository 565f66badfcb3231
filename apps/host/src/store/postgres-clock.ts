import type { Pool } from 'pg'

export interface ServerClock {
  readonly now: () => number
  close(): void
}

/** How often the server is asked. A machine's oscillator drifts by milliseconds in that time. */
const askedMs = 30_000
/** At the start the quickest of so many answers counts. */
const firstAnswers = 3
/** What the way of an answer may leave open. */
const vaguenessMs = 250

/**
 * The clock of the database server, carried on by the time that passes here: a machine whose own clock is wrong, or is set while we
 * run, changes nothing.
 *
 * Processes that each went by their machine's clock would call what one with a clock ahead has seen the newest for as long as it is ahead.
 */
export async function serverClock(pool: Pool): Promise<ServerClock> {
  let known = await sample(pool)
  for (let left = firstAnswers - 1; left > 0; left -= 1) {
    const next = await sample(pool)
    if (next.vaguenessMs < known.vaguenessMs) known = next
  }
  const asking = setInterval(() => {
    sample(pool).then(
      (next) => {
        if (next.vaguenessMs <= vaguenessMs || next.vaguenessMs <= known.vaguenessMs) known = next
        return undefined
      },
      // A server that is away for a moment has not changed its clock.
      () => undefined,
    )
  }, askedMs)
  asking.unref()
  return {
    now: () => Math.round(performance.now() + known.aheadMs),
    close: () => clearInterval(asking),
  }
}

interface Sample {
  /** What the server's clock shows when this process has run for no time at all. */
  readonly aheadMs: number
  readonly vaguenessMs: number
}

async function sample(pool: Pool): Promise<Sample> {
  const sentAt = performance.now()
  const { rows } = await pool.query<{ now: string }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::text as now',
  )
  const receivedAt = performance.now()
  const halfMs = (receivedAt - sentAt) / 2
  return { aheadMs: Number(rows[0]?.now) - sentAt - halfMs, vaguenessMs: halfMs }
}
