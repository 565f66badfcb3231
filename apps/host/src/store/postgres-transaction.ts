import { setTimeout as sleep } from 'node:timers/promises'
import type { Compilable } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { Row, Statement, Work } from './database.ts'
import type { BulkForm } from './bulk-forms.ts'
import { layoutOf } from './layout.ts'
import { postgresBulkSql, roundsOf } from './postgres-bulk.ts'
import { codeOf, failureOf } from './postgres-failures.ts'
import { arrayParameter, queryParameter } from './postgres-values.ts'

/** A consistent view that changes nothing. */
const beginRead = 'begin isolation level repeatable read read only'

/**
 * A transaction whose outcome can be asked for later by its number. A lock is not waited for for ever, and whoever stops in the
 * middle does not keep what it has locked. These are settings of the transaction: a pooler may hand the connection to others after it.
 */
const beginWrite = `begin isolation level read committed;
  set local lock_timeout = '10s';
  set local idle_in_transaction_session_timeout = '15s';
  select pg_current_xact_id()::text as number, pg_postmaster_start_time()::text as server`

/** Which transaction it is, and of which life of the server. */
interface Mark {
  readonly number: string
  readonly server: string
}

/** Runs the body of a transaction that only reads. */
export async function readTransaction<Result>(
  pool: Pool,
  work: () => Work<Result>,
): Promise<Result> {
  return withClient(pool, async (client) => {
    await client.query(beginRead)
    const result = await perform(client, work())
    await client.query('commit')
    return result
  })
}

/** Runs one statement without a transaction around it: the server commits it as it ends. */
export async function singleStatement<Output>(
  pool: Pool,
  query: Compilable<Output>,
): Promise<readonly Output[]> {
  const { sql, parameters } = query.compile()
  const { rows } = await pool.query(sql, parameters.map(queryParameter))
  return rows as readonly Output[]
}

/**
 * Runs the body of a transaction, and commits it once.
 *
 * Where the answer to `COMMIT` is lost, the server is asked what became of the transaction. If it was not carried out, it fails like
 * any that was cut off before; if that cannot be found out, `CommitUnknown` is thrown and nothing is repeated: to its caller it is as if
 * the process had died at that moment, and what the caller does after a restart (look at the fence, the page, the intent) is right here as well.
 */
export async function writeTransaction<Result>(
  pool: Pool,
  work: () => Work<Result>,
): Promise<Result> {
  let mark: Mark | undefined
  let done: { readonly result: Result } | undefined
  try {
    return await withClient(pool, async (client) => {
      const begun = (await client.query(beginWrite)) as unknown as readonly { rows: Mark[] }[]
      mark = begun.at(-1)?.rows[0]
      const result = await perform(client, work())
      done = { result }
      const { command } = await client.query('commit')
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back by the server.')
      return result
    })
  } catch (error) {
    if (done === undefined || mark === undefined || failureOf(error) !== 'lost') throw error
    const outcome = await outcomeOf(pool, mark)
    if (outcome === 'committed') return done.result
    if (outcome === 'aborted') throw error
    throw commitUnknown(error)
  }
}

/** How long the server may take to say what became of a transaction, in steps. */
const askAgainMs = [50, 100, 200, 400, 800, 1600, 3200]

async function outcomeOf(pool: Pool, mark: Mark): Promise<'committed' | 'aborted' | 'unknown'> {
  for (const pauseMs of askAgainMs) {
    const row = await statusOf(pool, mark)
    // Another life of the server, perhaps another server: its transactions are not ours.
    if (row !== undefined && row.server !== mark.server) return 'unknown'
    if (row?.status === 'committed' || row?.status === 'aborted') return row.status
    await sleep(pauseMs)
  }
  return 'unknown'
}

async function statusOf(
  pool: Pool,
  { number }: Mark,
): Promise<{ readonly status: string | null; readonly server: string } | undefined> {
  try {
    const { rows } = await pool.query<{ status: string | null; server: string }>(
      'select pg_xact_status($1::xid8) as status, pg_postmaster_start_time()::text as server',
      [number],
    )
    return rows[0]
  } catch {
    return undefined
  }
}

const unknownCode = 'COMMIT_UNKNOWN'

function commitUnknown(cause: unknown): Error {
  const error = new Error('The answer to a commit was lost.', { cause })
  return Object.assign(error, { code: unknownCode })
}

export function isCommitUnknown(error: unknown): boolean {
  return codeOf(error) === unknownCode
}

async function withClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let isUsable = true
  try {
    return await work(client)
  } catch (error) {
    isUsable = failureOf(error) !== 'lost' && (await rolledBack(client))
    throw error
  } finally {
    client.release(!isUsable)
  }
}

async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    return false
  }
}

async function perform<Result>(client: PoolClient, work: Work<Result>): Promise<Result> {
  let step = work.next()
  while (step.done !== true) step = work.next(await execute(client, step.value))
  return step.value
}

async function execute(client: PoolClient, statement: Statement): Promise<readonly Row[]> {
  if (statement.kind === 'query') {
    const parameters = statement.parameters.map(queryParameter)
    return (await client.query<Row>(statement.sql, parameters)).rows
  }
  const { form, rows } = statement
  const types = typesOf(form)
  const found: Row[] = []
  for (const round of roundsOf(form, rows)) {
    const parameters = types.map((type, at) =>
      arrayParameter(
        type,
        round.map((row) => row[at] ?? null),
      ),
    )
    found.push(...(await client.query<Row>(sqlOf(form), parameters)).rows)
  }
  return found
}

const written = new WeakMap<BulkForm, string>()

function sqlOf(form: BulkForm): string {
  const known = written.get(form)
  if (known !== undefined) return known
  const sql = postgresBulkSql(form)
  written.set(form, sql)
  return sql
}

function typesOf(form: BulkForm) {
  const { columns } = layoutOf(form.table)
  return form.columns.map((name) => columns.get(name)?.type ?? 'text')
}
