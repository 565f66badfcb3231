import { dayText, type Day } from '../calendar/day.ts'

/** Paid orders of the thirty days before they were counted. */
interface Count {
  readonly connection: string
  readonly day: Day
  readonly paidOrders: number
  readonly countedAt: number
}

export interface Quota {
  readonly paidOrders: number
  /** Missing: there is none. */
  readonly limit?: number
  /** Of the limit. */
  readonly used?: number
  readonly state: 'unlimited' | 'fine' | 'near' | 'over'
  readonly warnings: readonly string[]
  readonly organisations: readonly {
    readonly organisation: string
    readonly paidOrders: number
    readonly connections: readonly { readonly connection: string; readonly paidOrders: number }[]
    readonly countedAt?: string
  }[]
  /** What was counted on each day, in all and of each store. */
  readonly history: readonly {
    readonly day: string
    readonly paidOrders: number
    readonly connections: readonly {
      readonly organisation: string
      readonly connection: string
      readonly paidOrders: number
    }[]
  }[]
}

const nearlyAll = 0.8

/**
 * All paid orders of the account against its limit.
 *
 * A shop that is connected twice is two connections and counts twice. Nothing that is in the store is ever hidden for it.
 */
export function quotaOf(
  organisations: readonly { readonly organisation: string; readonly counts: readonly Count[] }[],
  limit: number | undefined,
): Quota {
  const now = organisations.map(({ organisation, counts }) => {
    const last = counts.at(-1)
    const connections = counts
      .filter(({ day }) => day === last?.day)
      .map(({ connection, paidOrders }) => ({ connection, paidOrders }))
    return {
      organisation,
      paidOrders: sum(connections),
      connections,
      ...(last !== undefined && { countedAt: new Date(last.countedAt).toISOString() }),
    }
  })
  const paidOrders = sum(now)
  const byDay = Map.groupBy(
    organisations.flatMap(({ organisation, counts }) =>
      counts.map((count) => ({ ...count, organisation })),
    ),
    ({ day }) => day,
  )
  const used = limit === undefined ? undefined : paidOrders / limit
  const state =
    used === undefined ? 'unlimited' : used > 1 ? 'over' : used >= nearlyAll ? 'near' : 'fine'
  return {
    paidOrders,
    ...(limit !== undefined && { limit }),
    ...(used !== undefined && { used: Number(used.toFixed(6)) }),
    state,
    warnings: limit === undefined ? [] : warningsOf(state, paidOrders, limit),
    organisations: now,
    history: [...byDay]
      .toSorted(([one], [other]) => one - other)
      .map(([day, counts]) => ({
        day: dayText(day),
        paidOrders: sum(counts),
        connections: counts.map(({ organisation, connection, paidOrders: ofStore }) => ({
          organisation,
          connection,
          paidOrders: ofStore,
        })),
      })),
  }
}

function sum(counts: readonly { readonly paidOrders: number }[]): number {
  return counts.reduce((total, { paidOrders }) => total + paidOrders, 0)
}

function warningsOf(state: Quota['state'], paidOrders: number, limit: number): readonly string[] {
  const ways = 'Disconnect a store, or raise `quota: { paidOrders: … }` in the configuration.'
  if (state === 'near')
    return [`${paidOrders} of ${limit} paid orders of the last thirty days are used. ${ways}`]
  if (state === 'over')
    return [
      `${paidOrders} paid orders of the last thirty days are more than the limit of ${limit}. Everything is still read and shown. ${ways}`,
    ]
  return []
}
