import { fault } from '@cartograph/core'
import type { Pool, PoolClient } from 'pg'
import { migrations } from './migrations.ts'
import { schemaSql } from './schema-sql.ts'

/** What the database tells of itself before it is used. */
interface Look {
  readonly release: string
  readonly encoding: string
  readonly schema: string | null
  /** 1 where it has a store. */
  readonly isOurs: number
  /** A table of somebody else in the place where ours belong. */
  readonly foreign: string | null
}

const look = `select current_setting('server_version_num') as release, current_setting('server_encoding') as encoding,
  current_schema() as schema, (to_regclass('cartograph_schema') is not null)::int as "isOurs",
  (select min(relname) from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')) as foreign`

/** `pg_current_xact_id` and `pg_xact_status`, by which a lost commit is found out about, are there since this release. */
const oldestRelease = 14

/**
 * Refuses a database that is not ours to use, and brings the schema up to date.
 *
 * Several processes may begin at once: the first does it, under a lock of the transaction, and the others find it done.
 */
export async function prepareSchema(
  pool: Pool,
  shown: string,
  options: { readonly readOnly?: boolean },
): Promise<void> {
  const client = await pool.connect()
  let isUsable = false
  try {
    const { rows } = await client.query<Look>(look)
    const [found] = rows
    if (found !== undefined) refuseUnusable(found, shown)
    if (found?.isOurs === 1) {
      const version = await versionOf(client)
      refuseNewer(version, shown)
      if (version === migrations.length) {
        isUsable = true
        return
      }
    }
    if (options.readOnly === true) throw notYet(found?.isOurs === 1, shown)
    if (found?.isOurs !== 1 && typeof found?.foreign === 'string')
      throw foreign(found.foreign, shown)
    await migrate(client, shown)
    isUsable = true
  } finally {
    client.release(!isUsable)
  }
}

async function migrate(client: PoolClient, shown: string): Promise<void> {
  await client.query(`begin; set local lock_timeout = '30s'`)
  await client.query(
    `select 1 from pg_advisory_xact_lock(hashtextextended('cartograph schema', 0))`,
  )
  await client.query('create table if not exists cartograph_schema (version bigint primary key)')
  const version = await versionOf(client)
  refuseNewer(version, shown)
  for (const step of migrations.slice(version).flat())
    await client.query(schemaSql(step, 'postgres'))
  await client.query('delete from cartograph_schema')
  await client.query('insert into cartograph_schema values ($1)', [migrations.length])
  await client.query('commit')
}

async function versionOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ version: number }>('select version from cartograph_schema')
  return rows[0]?.version ?? 0
}

function refuseUnusable({ release, encoding, schema }: Look, shown: string): void {
  const major = Math.floor(Number(release) / 10_000)
  if (major < oldestRelease)
    throw fault({
      kind: 'config',
      path: ['store'],
      message: `The server of ${shown} is PostgreSQL ${major}; version ${oldestRelease} or newer is needed.`,
      hint: 'Update the server, or name a database of another one under `store:`.',
    })
  if (encoding !== 'UTF8')
    throw fault({
      kind: 'config',
      path: ['store'],
      message: `The text encoding of ${shown} is ${encoding}; it must be UTF8, or names of customers would be lost.`,
      hint: `Make a new one: CREATE DATABASE cartograph ENCODING 'UTF8' TEMPLATE template0.`,
    })
  if (schema === null)
    throw fault({
      kind: 'config',
      path: ['store'],
      message: `The search path of this user in ${shown} names no schema that exists and may be used.`,
      hint: 'Make the schema, or grant it: GRANT USAGE, CREATE ON SCHEMA public TO the user under `store:`.',
    })
}

function refuseNewer(version: number, shown: string): void {
  if (version > migrations.length)
    throw fault({
      kind: 'config',
      message: `The store in ${shown} was written by a newer Cartograph (schema ${version}; this one knows up to ${migrations.length}).`,
      hint: 'Update @cartograph/host to the version that was used last. Nothing was changed.',
    })
}

function notYet(isOurs: boolean, shown: string): Error {
  return isOurs
    ? fault({
        kind: 'config',
        message: `The store in ${shown} was last used by an older Cartograph, and a command that only looks does not change it.`,
        hint: 'Run `cartograph sync` or `cartograph serve` once, which brings it up to date.',
      })
    : fault({
        kind: 'config',
        message: `There is no store in ${shown} yet.`,
        hint: 'Run `cartograph sync` first, or name another database under `store:` in the configuration.',
      })
}

function foreign(table: string, shown: string): Error {
  return fault({
    kind: 'config',
    path: ['store'],
    message: `There are tables of another program in ${shown}, ${table} among them.`,
    hint: 'Make a database for Cartograph alone (CREATE DATABASE cartograph) and name it under `store:`. Nothing was changed.',
  })
}
