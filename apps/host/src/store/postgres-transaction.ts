import { setTimeout as sleep } from 'node:timers/promises'
import type { Compilable } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { isAnswered, type Row, type Statement, type Work } from './database.ts'
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
    const { result, sent } = await perform(client, work())
    await answered(sent)
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
      const { result, sent } = await perform(client, work())
      done = { result }
      // Behind what is under way: where one of those fails, the server makes a rollback of it.
      const committed = noted(client.query('commit'))
      await answered(sent)
      const { command } = await committed
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

interface Performed<Result> {
  readonly result: Result
  /** Statements that the server has not answered yet, in their order. */
  readonly sent: readonly Promise<unknown>[]
}

/**
 * Sends the statements of a body in their order, and waits only for those whose rows it reads.
 *
 * One that fails has all that come after it fail too, since the transaction has; its own error is the one that is thrown.
 */
async function perform<Result>(client: PoolClient, work: Work<Result>): Promise<Performed<Result>> {
  const sent: Promise<unknown>[] = []
  let step = work.next()
  while (step.done !== true) {
    const rows = noted(execute(client, step.value))
    sent.push(rows)
    if (isAnswered(step.value) || sent.length >= mostSent) {
      await answered(sent)
      sent.length = 0
    }
    step = work.next(isAnswered(step.value) ? await rows : [])
  }
  return { result: step.value, sent }
}

/** In their order, so that the error of the first that fails is thrown: those of the others only say that the transaction has failed. */
async function answered(sent: readonly Promise<unknown>[]): Promise<void> {
  for (const each of sent) await each
}

/** Of statements under way: each is in memory until the server has taken it. */
const mostSent = 8

/** A promise that somebody looks at later: that it fails in between is no accident. */
function noted<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {})
  return promise
}

/** All of a statement is on its way when this returns, so that none overtakes another. */
async function execute(client: PoolClient, statement: Statement): Promise<readonly Row[]> {
  if (statement.kind === 'query') {
    const parameters = statement.parameters.map(queryParameter)
    return (await client.query<Row>(statement.sql, parameters)).rows
  }
  const { form, rows } = statement
  const types = typesOf(form)
  const answers = roundsOf(form, rows).map((round) => {
    const parameters = types.map((type, at) =>
      arrayParameter(
        type,
        round.map((row) => row[at] ?? null),
      ),
    )
    return client.query<Row>(sqlOf(form), parameters)
  })
  return (await Promise.all(answers)).flatMap((answer) => answer.rows)
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
