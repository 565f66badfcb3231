import { all, first, run, type Dialect, type Work } from './database.ts'

/** What was erased, when, and what came of it. */
export interface StoredErasure {
  readonly person: string
  readonly at: number
  readonly by: string
  /** As JSON; it says nothing of the person. */
  readonly report: string
  /** What is needed to go on with it, as JSON; undefined: it is done. */
  readonly unfinished: string | undefined
}

export function* writeErasure(
  { build }: Dialect,
  org: string,
  { person, at, by, report, unfinished }: StoredErasure,
): Work<void> {
  const values = { at, by, report, unfinished: unfinished ?? null }
  yield* run(
    build
      .insertInto('person_erasure')
      .values({ org, person, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'person']).doUpdateSet(values)),
  )
}

export function* readErasure(
  { build }: Dialect,
  org: string,
  person: string,
): Work<StoredErasure | undefined> {
  const row = yield* first(
    build
      .selectFrom('person_erasure')
      .select(['person', 'at', 'by', 'report', 'unfinished'])
      .where('org', '=', org)
      .where('person', '=', person),
  )
  return row && { ...row, unfinished: row.unfinished ?? undefined }
}

/** The newest erasures, and those of some persons however old they are. */
export function* storedErasures(
  { build, within }: Dialect,
  org: string,
  persons: readonly string[],
  limit: number,
): Work<readonly Omit<StoredErasure, 'unfinished'>[]> {
  const chosen = build
    .selectFrom('person_erasure')
    .select(['person', 'at', 'by', 'report'])
    .where('org', '=', org)
    .orderBy('at', 'desc')
    .orderBy('person')
  const named = yield* all(chosen.where('person', 'in', within(persons)))
  const newest = yield* all(chosen.where('person', 'not in', within(persons)).limit(limit))
  return [...named, ...newest]
}
