import { all, run, type Dialect, type Work } from './database.ts'
import type { PreparedRecord } from './prepared-page.ts'
import { holdEveryStream } from './streams.ts'

/** A person whose erasure is not done. */
export interface PersonLock {
  readonly person: string
  readonly attempts: number
  /** When it is tried again. */
  readonly dueAt: number
}

/**
 * Locks a person, or says anew by what they are recognised: from this transaction on no page keeps a record that names them.
 *
 * Pages that are under way are waited for, so that what they wrote is seen by whoever looks afterwards.
 */
export function* lockPerson(
  dialect: Dialect,
  org: string,
  { person, attempts, dueAt }: PersonLock,
  traces: readonly string[],
): Work<void> {
  yield* holdEveryStream(dialect, org)
  const values = { traces: JSON.stringify(traces), attempts, due_at: dueAt }
  yield* run(
    dialect.build
      .insertInto('person_lock')
      .values({ org, person, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'person']).doUpdateSet(values)),
  )
}

/** Tries an erasure again later; whoever is locked stays so. */
export function* postponeErasure(
  { build }: Dialect,
  org: string,
  { person, attempts, dueAt }: PersonLock,
): Work<void> {
  yield* run(
    build
      .updateTable('person_lock')
      .set({ attempts, due_at: dueAt })
      .where('org', '=', org)
      .where('person', '=', person),
  )
}

export function* unlockPerson({ build }: Dialect, org: string, person: string): Work<void> {
  yield* run(build.deleteFrom('person_lock').where('org', '=', org).where('person', '=', person))
}

export function* personLocks({ build }: Dialect, org: string): Work<readonly PersonLock[]> {
  return yield* all(
    build
      .selectFrom('person_lock')
      .select(['person', 'attempts', 'due_at as dueAt'])
      .where('org', '=', org)
      .orderBy('due_at')
      .orderBy('person'),
  )
}

/** Those of some records that name nobody who is locked. What is left out is not remembered: it is read again when all is done. */
export function* withoutLocked(
  { build }: Dialect,
  org: string,
  records: readonly PreparedRecord[],
): Work<readonly PreparedRecord[]> {
  const locks = yield* all(build.selectFrom('person_lock').select('traces').where('org', '=', org))
  if (locks.length === 0) return records
  const traces = locks.flatMap((lock) => JSON.parse(lock.traces) as string[])
  return records.filter((record) => !names(record, traces))
}

function names({ key, data, letters }: PreparedRecord, traces: readonly string[]): boolean {
  const texts = [key, data ?? '', ...letters.map(({ record }) => record)]
  const text = texts.join('\n').toLowerCase()
  return traces.some((trace) => text.includes(trace))
}
