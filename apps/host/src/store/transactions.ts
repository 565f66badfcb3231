import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
import { holds } from './occurrences.ts'

/** Names of locks, and of the effect that is to happen once. */
export interface TransactNames {
  readonly locks: readonly string[]
  readonly once: string
}

/** How things stand before a transaction looks at anything. */
export interface TransactState {
  /** What was answered when the effect happened; undefined: it has not. */
  readonly answer: string | undefined
  /** How often something was written under each lock; one that nobody ever took has no entry. */
  readonly versions: ReadonlyMap<string, number>
}

export function* transactState(
  dialect: Dialect,
  org: string,
  { locks, once }: TransactNames,
): Work<TransactState> {
  const answer = yield* answerOf(dialect, org, once)
  return { answer, versions: yield* versionsOf(dialect, org, locks) }
}

function* answerOf({ build }: Dialect, org: string, once: string): Work<string | undefined> {
  const row = yield* first(
    build
      .selectFrom('transact_answer')
      .select('answer')
      .where('org', '=', org)
      .where('once', '=', once),
  )
  return row?.answer
}

function* versionsOf(
  { build, within }: Dialect,
  org: string,
  locks: readonly string[],
): Work<ReadonlyMap<string, number>> {
  if (locks.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('transact_lock')
      .select(['name', 'version'])
      .where('org', '=', org)
      .where('name', 'in', within(locks)),
  )
  return new Map(rows.map(({ name, version }) => [name, version]))
}

/** How far the clocks of those got who wrote the records of a connection. */
export function* connectionClock(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<number> {
  const row = yield* first(
    build
      .selectFrom('stream')
      .select((table) => table.fn.max<number | null>('observed_to').as('at'))
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  return row?.at ?? 0
}

/** Whether nothing was written under the locks since, and the effect has not happened. */
export function isUntouched(before: TransactState, now: TransactState): boolean {
  return (
    now.answer === undefined &&
    now.versions.size === before.versions.size &&
    [...now.versions].every(([name, version]) => before.versions.get(name) === version)
  )
}

const raiseLock = insertOrReplace('transact_lock', ['org', 'name', 'version', 'locked_at'], {
  version: 'transact_lock.version + 1',
})

/**
 * Takes the locks until the end of this transaction, and notes what it answers; false: something was written under one of them
 * since `before`, or the effect has happened, so that what was read may be so no more and nothing may be written.
 */
export function* beginTransact(
  dialect: Dialect,
  org: string,
  names: TransactNames,
  { before, answer, now }: { before: TransactState; answer: string; now: number },
): Work<boolean> {
  const { locks, once } = names
  // In one order everywhere, so that two never wait for each other.
  for (const name of [...locks, once].toSorted()) yield* dialect.alone(['transact', org, name])
  if (!isUntouched(before, yield* transactState(dialect, org, names))) return false
  yield* bulk(
    raiseLock,
    locks.toSorted().map((name) => [org, name, 1, now]),
  )
  yield* run(dialect.build.insertInto('transact_answer').values({ org, once, answer, at: now }))
  return true
}

/** Forgets answers that nobody asks for any more, and locks that nobody took for as long. */
export function* purgeTransacts({ build }: Dialect, org: string, before: number): Work<void> {
  yield* run(build.deleteFrom('transact_answer').where('org', '=', org).where('at', '<', before))
  yield* run(
    build.deleteFrom('transact_lock').where('org', '=', org).where('locked_at', '<', before),
  )
}

/** Forgets answers that hold one of some texts: who was erased is named in none of them. */
export function* dropAnswersAbout(
  { build }: Dialect,
  org: string,
  texts: readonly string[],
): Work<void> {
  for (const text of texts)
    yield* run(
      build.deleteFrom('transact_answer').where('org', '=', org).where(holds('answer', text)),
    )
}
