import type { Log, Meter } from '../telemetry/index.ts'

export type Refusal = 'refused' | 'unavailable' | 'limited' | 'tooLarge'

export type Refusals = Readonly<Partial<Record<Refusal, number>>>

/** Counts the webhooks of each connection that were not taken, since the host started. None of them is kept. */
export interface RefusalCount {
  /** `why`: what the connector or the store says of it. */
  add(connection: string, refusal: Refusal, why?: string): void
  of(connection: string): Refusals
  /** Writes what was counted since the last time to the log: a line for each reason, however many there were. */
  report(): void
}

interface Counted {
  readonly connection: string
  readonly refusal: Refusal
  readonly count: number
  /** Of the last one. */
  readonly why: string | undefined
}

export function refusalCount(log: Log, meter: Meter): RefusalCount {
  const totals = new Map<string, Refusals>()
  const fresh = new Map<string, Counted>()
  return {
    add: (connection, refusal, why) => {
      const known = totals.get(connection) ?? {}
      totals.set(connection, { ...known, [refusal]: (known[refusal] ?? 0) + 1 })
      meter.add('cartograph_webhooks_total', { connection, result: refusal })
      const name = `${connection} ${refusal}`
      const count = (fresh.get(name)?.count ?? 0) + 1
      fresh.set(name, { connection, refusal, count, why })
    },
    of: (connection) => totals.get(connection) ?? {},
    report: () => {
      for (const { connection, refusal, count, why } of fresh.values())
        log({
          level: 'warn',
          connection,
          message: `${count} ${count === 1 ? 'webhook was' : 'webhooks were'} not taken: ${why ?? reasons[refusal]}`,
          fields: { refusal, count },
        })
      fresh.clear()
    },
  }
}

const reasons: Readonly<Record<Refusal, string>> = {
  refused: 'not from the vendor, or signed with another secret.',
  unavailable: 'the store could not keep it.',
  limited: 'too many at once.',
  tooLarge: 'too large.',
}
