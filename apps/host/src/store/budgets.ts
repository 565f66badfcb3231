import { sql, type Compilable, type RawBuilder } from 'kysely'
import type { Dialect } from './database.ts'

/**
 * Budgets that several processes of one store in PostgreSQL share.
 *
 * Each change is one statement that is a transaction by itself (`Store.once`), by the database's clock: a process that stops in the middle holds
 * nobody up. What a statement judges stands in the rows that it has locked, so that it is true whoever waited for whom.
 */

/** A declared limit: at most so many requests in any window. */
export interface BudgetLimit {
  readonly key: string
  readonly requests: number
  readonly windowMs: number
}

/** Leave for requests that are charged to a limit is asked for. */
export interface GrantWish extends BudgetLimit {
  readonly wanted: number
  /** How many processes ask for it. */
  readonly processes: number
  /** How long the leave for one request lasts. */
  readonly leaseMs: number
  /** How far in the past the first may have been due: what nobody took is not lost at once. */
  readonly creditMs: number
  /** How far ahead of their turn the requests may go. */
  readonly aheadMs: number
  /** How long the answer will be on its way. */
  readonly leadMs: number
  /** Nothing that is due later than that is of use. */
  readonly withinMs: number
}

/** Which requests may go when. Instants are milliseconds by the database's clock. */
export interface Grant {
  readonly nowMs: number
  /** When the first is due; where nothing was granted, when it would have been. */
  readonly startMs: number
  /** From one to the next. */
  readonly paceMs: number
  readonly granted: number
  readonly blockedUntilMs: number
}

/** 90 % of a limit, in millionths. */
const fullShare = 900_000
const recovery = 20_000
const lowestShare = 50_000
/** A limit of a day is not learnt about once a day. */
const longestStep = 60_000_000

/** So far ahead requests are given their turn, or up to the next one where turns are longer. */
const horizonMs = 500

const clock = sql`(extract(epoch from clock_timestamp()) * 1000000)::bigint`
const micro = (ms: number): RawBuilder<number> => sql`${Math.round(ms * 1000)}::bigint`
/** 2 % more for every quiet window since it was lowered. */
const shareAt = (now: RawBuilder<unknown>, span: RawBuilder<unknown>) =>
  sql`least(${fullShare}::bigint, share + ${recovery} * greatest(0, (${now} - lowered_at) / least(${span}, ${longestStep}::bigint)))`

interface GrantRow {
  readonly now: number
  readonly start: number
  readonly pace: number
  readonly granted: number
  readonly blocked_until: number
}

/** The next turns of a limit that nobody has. */
export function grantQuery({ build }: Dialect, org: string, wish: GrantWish): Compilable<GrantRow> {
  const { key, requests, windowMs, wanted, processes } = wish
  const { leaseMs, creditMs, aheadMs, leadMs, withinMs } = wish
  const span = micro(windowMs)
  const query = sql<GrantRow>`with
    held as materialized (select free_at, blocked_until, share, lowered_at from budget
      where org = ${org} and key = ${key} for update),
    moment as materialized (select ${clock} as now from (select count(*) from held) as after_the_lock),
    plan as materialized (select now, blocked_until, greatest(free_at, now + ${micro(leadMs - creditMs)}) as start,
      ceil(${span} * 1000000.0 / (${requests}::bigint * ${shareAt(sql`now`, span)}))::bigint as pace from held, moment),
    decision as materialized (select now, blocked_until, start, pace, case
      when blocked_until > now
        or start - ${micro(aheadMs)} > now + least(greatest(${micro(horizonMs)}, pace), ${micro(withinMs)}) then 0
      else least(${wanted}::bigint, greatest(1, ${micro(leaseMs)} / (pace * ${processes}))) end as granted from plan),
    moved as (update budget set free_at = start + granted * pace from decision
      where org = ${org} and key = ${key} and granted > 0)
    select now, start, pace, granted, blocked_until from decision`
  return { compile: () => query.compile(build) }
}

/** `undefined`: the limit is not known yet. */
export function grantOf(rows: readonly GrantRow[]): Grant | undefined {
  const [row] = rows
  if (row === undefined) return undefined
  return {
    nowMs: row.now / 1000,
    startMs: row.start / 1000,
    paceMs: row.pace / 1000,
    granted: row.granted,
    blockedUntilMs: row.blocked_until / 1000,
  }
}

/** Makes a limit known. */
export function budgetQuery(
  { build }: Dialect,
  org: string,
  key: string,
): Compilable<{ readonly key: string }> {
  return build
    .insertInto('budget')
    .values({ org, key, free_at: 0, blocked_until: 0, share: fullShare, lowered_at: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
}

/** What a vendor's answer says about a limit. */
export interface BudgetReport {
  readonly key: string
  readonly windowMs: number
  /** How long it wants to be left alone. */
  readonly blockMs: number
  /** It refused: at most once a window the rate is lowered to 70 %. */
  readonly isLimited: boolean
}

export function reportQuery(
  { build }: Dialect,
  org: string,
  { key, windowMs, blockMs, isLimited }: BudgetReport,
): Compilable<{ readonly share: number }> {
  const span = micro(windowMs)
  const isDue = sql`${isLimited ? 1 : 0} = 1 and now - lowered_at >= least(${span}, ${longestStep}::bigint)`
  const query = sql<{ share: number }>`update budget set
    blocked_until = greatest(blocked_until, now + ${micro(blockMs)}),
    share = case when ${isDue} then greatest(${lowestShare}::bigint, ${shareAt(sql`now`, span)} * 7 / 10) else share end,
    lowered_at = case when ${isDue} then now else lowered_at end
    from (select ${clock} as now) as moment where org = ${org} and key = ${key} returning share`
  return { compile: () => query.compile(build) }
}

/** Says that this process has to do with a limit, and counts those that had in the last ten seconds. */
export function presenceQuery(
  { build }: Dialect,
  org: string,
  key: string,
  owner: string,
): Compilable<{ readonly processes: number }> {
  const query = sql<{ processes: number }>`with moment as materialized (select ${clock} as now),
    seen as (insert into budget_owner (org, key, owner, seen_at, waits_since, is_short)
      select ${org}::text, ${key}::text, ${owner}::text, now, 0, 0 from moment
      on conflict (org, key, owner) do update set seen_at = excluded.seen_at)
    select 1 + count(*) as processes from budget_owner, moment
      where org = ${org} and key = ${key} and owner <> ${owner} and seen_at > now - 10000000`
  return { compile: () => query.compile(build) }
}
