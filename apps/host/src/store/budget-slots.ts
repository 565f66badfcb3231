import { sql, type Compilable } from 'kysely'
import type { Dialect } from './database.ts'
import { arrayParameter } from './postgres-values.ts'

/** How long a process has its slots without keeping them: those of one that died come free after that. */
export const slotLeaseMs = 5000

const clock = sql`(extract(epoch from clock_timestamp()) * 1000000)::bigint`
const lease = sql`${slotLeaseMs * 1000}::bigint`
/** Who wants more asks again all the time; one that was not heard of for so long is gone. */
const isHere = sql`seen_at > now - 3000000`

/** Some of the requests that may be under way at once are asked for. */
export interface SlotWish {
  readonly key: string
  readonly owner: string
  readonly wanted: number
  /** Slots from this one on are kept for people. */
  readonly below: number
  /** Goes before all that wait. */
  readonly isInteractive: boolean
  /** How many it has. Who has none stands in line, and others let it go first. */
  readonly held: number
}

export interface TakenSlots {
  readonly slots: readonly number[]
  /** Other processes that want more than they have. */
  readonly others: number
}

interface TakenRow {
  readonly taken: string
  readonly others: number
}

/** Makes the slots of a limit known. */
export function slotsQuery(
  { build }: Dialect,
  org: string,
  key: string,
  count: number,
): Compilable<{ readonly n: number }> {
  const query = sql<{ n: number }>`insert into budget_slot (org, key, n, owner, until)
    select ${org}::text, ${key}::text, n, '', 0 from generate_series(0, ${count - 1}::bigint) as given(n) order by n
    on conflict (org, key, n) do nothing returning n`
  return { compile: () => query.compile(build) }
}

/**
 * Takes slots that are free, up to an equal share among all that want more than they have.
 *
 * Who gets none while it has none stands in line; nobody takes what those before it in line wait for.
 */
export function takeSlotsQuery(
  { build }: Dialect,
  org: string,
  { key, owner, wanted, below, isInteractive, held }: SlotWish,
): Compilable<TakenRow> {
  const isOurs = sql`org = ${org} and key = ${key}`
  const query = sql<TakenRow>`with moment as materialized (select ${clock} as now),
    place as materialized (select ${
      isInteractive
        ? sql`1::bigint`
        : sql`coalesce((select nullif(waits_since, 0) from budget_owner where ${isOurs} and owner = ${owner}), now)`
    } as since from moment),
    line as materialized (select count(*) filter (where waits_since > 0 and waits_since < since) as ahead, count(*) as others
      from budget_owner, moment, place where ${isOurs} and owner <> ${owner} and (waits_since > 0 or is_short = 1) and ${isHere}),
    open as materialized (select count(*) as count from budget_slot, moment
      where ${isOurs} and n < ${below}::bigint and until <= now),
    most as materialized (select greatest(0, least(${wanted}::bigint, open.count - ahead,
      ceil(${below}::numeric / (1 + others))::bigint - ${held}::bigint)) as count from line, open),
    free as materialized (select n from budget_slot where ${isOurs} and n < ${below}::bigint and until <= (select now from moment)
      order by n limit (select count from most) for update skip locked),
    taken as (update budget_slot set owner = ${owner}, until = now + ${lease} from free, moment
      where ${isOurs} and budget_slot.n = free.n returning budget_slot.n),
    got as materialized (select count(*) as count from taken),
    seen as (insert into budget_owner (org, key, owner, seen_at, waits_since, is_short)
      select ${org}::text, ${key}::text, ${owner}::text, now,
        case when ${held}::bigint + count = 0 then since else 0 end,
        case when count < ${wanted}::bigint then 1 else 0 end from moment, place, got
      on conflict (org, key, owner) do update
        set seen_at = excluded.seen_at, waits_since = excluded.waits_since, is_short = excluded.is_short)
    select coalesce((select string_agg(n::text, ',') from taken), '') as taken, others from line`
  return { compile: () => query.compile(build) }
}

export function takenOf(rows: readonly TakenRow[]): TakenSlots {
  const [row] = rows
  if (row === undefined) return { slots: [], others: 0 }
  const slots = row.taken === '' ? [] : row.taken.split(',').map(Number)
  return { slots, others: row.others }
}

/** A slot that was kept. */
export interface KeptSlot {
  readonly key: string
  readonly n: number
  /** Other processes that have none and wait. */
  readonly waiting: number
  /** Other processes that want more than they have. */
  readonly others: number
}

/** Keeps all slots that a process has, and says who else wants some. */
export function keepSlotsQuery(
  { build }: Dialect,
  org: string,
  owner: string,
): Compilable<KeptSlot> {
  const query = sql<KeptSlot>`with moment as materialized (select ${clock} as now),
    kept as (update budget_slot set until = now + ${lease} from moment
      where org = ${org} and owner = ${owner} and until > now returning key, n),
    line as materialized (select key, count(*) filter (where waits_since > 0) as waiting, count(*) as others from budget_owner, moment
      where org = ${org} and key in (select key from kept) and owner <> ${owner} and (waits_since > 0 or is_short = 1) and ${isHere}
      group by key)
    select key, n, coalesce(waiting, 0) as waiting, coalesce(others, 0) as others from kept left join line using (key)`
  return { compile: () => query.compile(build) }
}

/** Gives slots back, and leaves the line. */
export function giveSlotsQuery(
  { build }: Dialect,
  org: string,
  key: string,
  owner: string,
  slots: readonly number[],
): Compilable<{ readonly n: number }> {
  const query = sql<{
    n: number
  }>`with gone as (update budget_owner set waits_since = 0, is_short = 0
      where org = ${org} and key = ${key} and owner = ${owner} and (waits_since > 0 or is_short = 1))
    update budget_slot set owner = '', until = 0
    where org = ${org} and key = ${key} and owner = ${owner} and n = any(${arrayParameter('bigint', slots)}::bigint[]) returning n`
  return { compile: () => query.compile(build) }
}
