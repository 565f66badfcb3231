import {
  fault,
  faultOf,
  type Entry,
  type Find,
  type Json,
  type Transaction,
} from '@cartograph/core'
import {
  beginTransact,
  connectionClock,
  contentHash,
  isUntouched,
  transactState,
  type Dialect,
  type TransactNames,
  type Work,
} from '../store/index.ts'
import type { ConnectionScene } from './connection-scene.ts'
import { commitEntries, type RecordScenes } from './entries.ts'
import type { LockTurns } from './lock-turns.ts'
import type { PreparedEntries } from './prepared-entries.ts'
import { openTransaction } from './transaction.ts'

/** What the transactions of one call of a surface work with. */
export interface TransactScene {
  readonly scene: ConnectionScene
  readonly surface: string
  readonly scenes: RecordScenes
  readonly turns: LockTurns
  /** Aborts when the caller waits no longer. */
  readonly signal: AbortSignal
  /** In the vendor's clock, like that of the context. */
  readonly now: () => number
  readonly find: Find
  /** Brings what is computed from rows up to date: persons, and what is left of vouchers. */
  readonly catchUp: () => Promise<void>
}

export interface TransactOptions {
  readonly locks: readonly string[]
  readonly once: string
}

interface Done<Answer> {
  readonly commit: boolean
  readonly answer: Answer
  /** What else is written with it, or not at all. */
  readonly also?: ((dialect: Dialect, org: string) => Work<void>) | undefined
}

/**
 * Reads and writes under named locks of the organisation.
 *
 * The work runs outside of any transaction of the database. What it puts is written in one, together with its answer, if
 * nothing was written under one of the locks since it began to read; else it runs again. So a process that dies or is paused in
 * the middle leaves nothing behind and holds nobody up, and of two that want the same one wins.
 */
export async function transact<Answer extends Json>(
  given: TransactScene,
  options: TransactOptions,
  work: (transaction: Transaction) => Promise<Done<Answer>>,
): Promise<Answer> {
  const names = namesOf(given, options)
  return beforeDeadline(
    given.signal,
    given.turns.hold([...names.locks, names.once], () => attempts(given, names, work)),
  )
}

async function attempts<Answer extends Json>(
  given: TransactScene,
  names: TransactNames,
  work: (transaction: Transaction) => Promise<Done<Answer>>,
): Promise<Answer> {
  const { store } = given.scene
  const look = () => store.read((dialect, org) => transactState(dialect, org, names))
  for (;;) {
    if (given.signal.aborted) throw late()
    const before = await look()
    if (before.answer !== undefined) return JSON.parse(before.answer) as Answer
    await raiseClock(given.scene)
    if (names.locks.length > 0) await given.catchUp()
    const { transaction, end } = openTransaction(given, names.locks.length > 0)
    const done = await beforeDeadline(given.signal, work(transaction))
    const entries = end()
    const answer = answerText(done.answer)
    if (!done.commit) {
      if (isUntouched(before, await look())) return JSON.parse(answer) as Answer
    } else if (await commit(given, entries, { names, before, answer, also: done.also })) {
      await seen(given)
      return JSON.parse(answer) as Answer
    }
  }
}

/**
 * Whoever wrote last may be a machine whose clock is ahead: what is written now is not to look older.
 */
async function raiseClock({ store, clock, connection }: ConnectionScene): Promise<void> {
  const at = await store.read((dialect, org) => connectionClock(dialect, org, connection.id))
  clock.raise(at)
}

async function commit(
  { scene, scenes, now }: TransactScene,
  entries: readonly Entry[],
  {
    names,
    before,
    answer,
    also,
  }: Omit<Parameters<typeof beginTransact>[3], 'now'> &
    Pick<Done<unknown>, 'also'> & { readonly names: TransactNames },
): Promise<boolean> {
  const at = scene.clock.now()
  const message = { entries, receipt: { at, offsetMs: now() - at } }
  const { isOurs } = await commitEntries(scene, [message], scenes, {
    begin: (dialect, org) =>
      beginTransact(dialect, org, names, { before, answer, now: scene.clock.now() }),
    *end(dialect, org) {
      if (also !== undefined) yield* also(dialect, org)
    },
    // Under the locks nobody else has written since; where two instants are too close to tell, this is the later one.
    indistinct: 'take',
    accept,
  })
  return isOurs
}

/** A webhook's bad row is a dead letter, and the vendor is told nothing; whoever waits for an answer is told. */
function accept(prepared: readonly PreparedEntries[]): void {
  for (const { entries } of prepared)
    for (const { changes } of entries) {
      const [letter] = [...changes.nameless, ...changes.records.flatMap(({ letters }) => letters)]
      if (letter !== undefined) throw fault(letter.fault)
    }
}

/** It is written by now, whatever becomes of this. */
async function seen({ scene, catchUp, surface }: TransactScene): Promise<void> {
  try {
    await catchUp()
  } catch (error) {
    scene.engine.log?.({
      level: 'warn',
      connection: scene.connection.id,
      fields: { surface },
      message: `What the surface ${surface} wrote is not in persons and vouchers yet: ${faultOf(error).message}`,
    })
  }
}

function namesOf(
  { scene, surface }: TransactScene,
  { locks, once }: TransactOptions,
): TransactNames {
  if (typeof once !== 'string' || once === '' || locks.some((lock) => lock === ''))
    throw fault({
      kind: 'contract',
      message: `${scene.connection.connectorName}: a transaction of the surface ${surface} has a lock or an effect without a name.`,
      hint: 'Tell the author of the connector.',
    })
  return {
    locks: [...new Set(locks)].map((lock) => contentHash(`lock ${lock}`)),
    once: contentHash(`once ${JSON.stringify([scene.connection.id, surface, once])}`),
  }
}

function answerText(answer: unknown): string {
  const text = JSON.stringify(answer) as string | undefined
  if (text !== undefined) return text
  throw fault({
    kind: 'contract',
    message: 'The answer of a transaction cannot be kept: it is no JSON.',
    hint: 'Tell the author of the connector.',
  })
}

function late(): Error {
  return fault({
    kind: 'transient',
    message: 'The answer took longer than the caller waits for.',
    hint: 'Ask again with the same `once`: what was written meanwhile is not written twice.',
  })
}

/** Nobody waits for what the caller no longer waits for. */
async function beforeDeadline<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(late())
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
