/** What the database itself knows of its size and its work. */
import type { MeasuredServer } from '@cartograph/host/measured-store'
import * as z from 'zod'

export interface RelationSize {
  readonly table: string
  /** Undefined: the rows themselves, with what of them is stored apart because it is long. */
  readonly index: string | undefined
  readonly rows: number
  readonly bytes: number
  /** Blocks from the root of an index to a row. */
  readonly levels: number | undefined
}

/** Counters since the server began. */
export interface Counters {
  readonly walBytes: number
  readonly blocksHit: number
  readonly blocksRead: number
  /** How long automatic vacuums and analyses took together. */
  readonly vacuumMs: number
  readonly vacuums: number
}

const number = z.coerce.number()
const relation = z.object({
  table: z.string(),
  index: z.string().nullable(),
  rows: number,
  bytes: number,
  levels: number.nullable(),
})

/** Every table that has rows, and each of its indexes, the largest first; rows as the last analysis counted them. */
export async function relationSizes(
  server: MeasuredServer,
  database: string,
): Promise<readonly RelationSize[]> {
  await server.ask('create extension if not exists pageinspect', database)
  await server.ask('analyze', database)
  const rows = await server.ask(
    `select owner.relname as "table", null as index, owner.reltuples as rows, pg_table_size(owner.oid) as bytes, null::bigint as levels
       from pg_class owner where owner.relnamespace = 'public'::regnamespace and owner.relkind = 'r' and owner.reltuples > 0
     union all
     select owner.relname, entry.relname, owner.reltuples, pg_relation_size(entry.oid), (bt_metap(entry.relname)).level + 1
       from pg_index join pg_class owner on owner.oid = indrelid join pg_class entry on entry.oid = indexrelid
       where owner.relnamespace = 'public'::regnamespace and owner.reltuples > 0
     order by bytes desc`,
    database,
  )
  return rows.map((row) => {
    const { table, index, rows: count, bytes, levels } = relation.parse(row)
    return { table, index: index ?? undefined, rows: count, bytes, levels: levels ?? undefined }
  })
}

const counted = z.object({
  wal: number,
  hit: number,
  read: number,
  vacuum: number,
  vacuums: number,
})

export async function readCounters(server: MeasuredServer, database: string): Promise<Counters> {
  const [row] = await server.ask(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal,
       (select blks_hit from pg_stat_database where datname = current_database()) as hit,
       (select blks_read from pg_stat_database where datname = current_database()) as read,
       (select coalesce(sum(total_autovacuum_time + total_autoanalyze_time), 0) from pg_stat_user_tables) as vacuum,
       (select coalesce(sum(autovacuum_count), 0) from pg_stat_user_tables) as vacuums`,
    database,
  )
  const { wal, hit, read, vacuum, vacuums } = counted.parse(row)
  return { walBytes: wal, blocksHit: hit, blocksRead: read, vacuumMs: vacuum, vacuums }
}

/** What was added from one reading to the next. */
export function between(before: Counters, after: Counters): Counters {
  return {
    walBytes: after.walBytes - before.walBytes,
    blocksHit: after.blocksHit - before.blocksHit,
    blocksRead: after.blocksRead - before.blocksRead,
    vacuumMs: after.vacuumMs - before.vacuumMs,
    vacuums: after.vacuums - before.vacuums,
  }
}

export async function databaseBytes(server: MeasuredServer, database: string): Promise<number> {
  const [row] = await server.ask('select pg_database_size(current_database()) as bytes', database)
  return z.object({ bytes: number }).parse(row).bytes
}
