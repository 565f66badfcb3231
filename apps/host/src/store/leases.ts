import { sql } from 'kysely'
import { first, run, type Dialect, type Work } from './database.ts'

/** Leave to do what one process at a time may do; the fence grows each time it is taken. */
export interface Lease {
  readonly name: string
  readonly owner: string
  readonly fence: number
}

export type TakenLease =
  | { readonly status: 'taken'; readonly lease: Lease; readonly failures: number }
  /** Another process has it. */
  | { readonly status: 'busy' }
  /** Nobody is to do it for so long. */
  | { readonly status: 'rests'; readonly forMs: number }

/** How a lease is given back: what it was for is in trouble, and is left alone for a while. */
export interface Rest {
  readonly forMs: number
  /** How often in a row it failed. */
  readonly failures: number
}

/**
 * Takes a lease that nobody else has now, by the database's clock. An owner does one thing at a time under a name: one that could
 * not give its lease back takes it again.
 *
 * That one expired permits another to be taken, and no more: whoever had it may be slow rather than dead, so what it writes is
 * still to be guarded by fences.
 */
export function* takeLease(
  { build, instant }: Dialect,
  org: string,
  name: string,
  owner: string,
  forMs: number,
): Work<TakenLease> {
  const until = sql<number>`${instant} + ${forMs}`
  const taken = yield* first(
    build
      .insertInto('lease')
      .values({ org, name, owner, fence: 1, until, rests_until: 0, failures: 0 })
      .onConflict((conflict) =>
        conflict
          .columns(['org', 'name'])
          .doUpdateSet((table) => ({ owner, fence: table('lease.fence', '+', 1), until }))
          .where((table) =>
            table.or([table('lease.until', '<=', instant), table('lease.owner', '=', owner)]),
          )
          .where('lease.rests_until', '<=', instant),
      )
      .returning(['fence', 'failures']),
  )
  if (taken !== undefined)
    return {
      status: 'taken',
      lease: { name, owner, fence: taken.fence },
      failures: taken.failures,
    }
  const found = yield* first(
    build
      .selectFrom('lease')
      .select([
        sql<number>`rests_until - ${instant}`.as('rest'),
        sql<number>`until - ${instant}`.as('left'),
      ])
      .where('org', '=', org)
      .where('name', '=', name),
  )
  return found !== undefined && found.left <= 0 && found.rest > 0
    ? { status: 'rests', forMs: found.rest }
    : { status: 'busy' }
}

/** Keeps a lease for longer; false: another process has it by now. */
export function* keepLease(
  { build, instant }: Dialect,
  org: string,
  { name, fence }: Lease,
  forMs: number,
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('lease')
      .set({ until: sql<number>`${instant} + ${forMs}` })
      .where('org', '=', org)
      .where('name', '=', name)
      .where('fence', '=', fence)
      .returning('name'),
  )
  return row !== undefined
}

/** Gives a lease back, so that others need not wait until it expires. */
export function* endLease(
  { build, instant }: Dialect,
  org: string,
  { name, fence }: Lease,
  rest: Rest,
): Work<void> {
  yield* run(
    build
      .updateTable('lease')
      .set({
        until: 0,
        rests_until: rest.forMs > 0 ? sql<number>`${instant} + ${rest.forMs}` : 0,
        failures: rest.failures,
      })
      .where('org', '=', org)
      .where('name', '=', name)
      .where('fence', '=', fence),
  )
}

/** Is somebody at it now? */
export function* isLeased({ build, instant }: Dialect, org: string, name: string): Work<boolean> {
  const row = yield* first(
    build
      .selectFrom('lease')
      .select('name')
      .where('org', '=', org)
      .where('name', '=', name)
      .where('until', '>', instant),
  )
  return row !== undefined
}

/** Nobody else is alive: whatever was leased is free, and what rested may be tried. */
export function* voidLeases({ build }: Dialect, org: string): Work<void> {
  yield* run(build.deleteFrom('lease').where('org', '=', org))
  yield* run(
    build
      .updateTable('slice')
      .set({ lease_until: 0 })
      .where('org', '=', org)
      .where('lease_until', '>', 0),
  )
}

/** What rests may be tried at once. */
export function* endRest({ build }: Dialect, org: string, name: string): Work<void> {
  yield* run(
    build
      .updateTable('lease')
      .set({ rests_until: 0, failures: 0 })
      .where('org', '=', org)
      .where('name', '=', name),
  )
}
