import type { Log } from './log.ts'

export type Refusal = 'refused' | 'unavailable' | 'limited' | 'tooLarge'

export type Refusals = Readonly<Partial<Record<Refusal, number>>>

/** Counts the webhooks of each connection that were not taken, since the host started. None of them is kept. */
export interface RefusalCount {
  add(connection: string, refusal: Refusal): void
  of(connection: string): Refusals
  /** Writes what was counted since the last time to the log: a line a connection, however many there were. */
  report(): void
}

export function refusalCount(log: Log): RefusalCount {
  const totals = new Map<string, Partial<Record<Refusal, number>>>()
  let fresh = new Map<string, Partial<Record<Refusal, number>>>()
  return {
    add: (connection, refusal) => {
      for (const counts of [totals, fresh]) {
        const known = counts.get(connection) ?? {}
        counts.set(connection, { ...known, [refusal]: (known[refusal] ?? 0) + 1 })
      }
    },
    of: (connection) => totals.get(connection) ?? {},
    report: () => {
      const counted = fresh
      fresh = new Map()
      for (const [connection, counts] of counted)
        for (const [refusal, count] of Object.entries(counts) as [Refusal, number][])
          log({
            level: 'warn',
            connection,
            message: `${count} webhooks were not taken: ${reasons[refusal]}`,
            fields: { refusal, count },
          })
    },
  }
}

const reasons: Readonly<Record<Refusal, string>> = {
  refused: 'they are not from the vendor, or the secret is another one.',
  unavailable: 'they could not be kept.',
  limited: 'they came too fast.',
  tooLarge: 'they were too large.',
}
