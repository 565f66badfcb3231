import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

export interface StoredDecision {
  readonly left: string
  readonly right: string
  readonly says: 'together' | 'apart'
  readonly at: number
  readonly by: string
}

const writeDecision = insertOrReplace('person_decision', [
  'org',
  'left_id',
  'right_id',
  'says',
  'said_at',
  'said_by',
])

export function* writeDecisions(
  _dialect: Dialect,
  org: string,
  decisions: readonly StoredDecision[],
): Work<void> {
  yield* bulk(
    writeDecision,
    decisions.map(({ left, right, says, at, by }) => [org, left, right, says, at, by]),
  )
}

/** Takes a decision back; false where there was none. */
export function* dropDecision(
  { build }: Dialect,
  org: string,
  { left, right }: Pick<StoredDecision, 'left' | 'right'>,
): Work<boolean> {
  const row = yield* first(
    build
      .deleteFrom('person_decision')
      .where('org', '=', org)
      .where('left_id', '=', left)
      .where('right_id', '=', right)
      .returning('left_id'),
  )
  return row !== undefined
}

/** The decisions that name one of some members. */
export function* decisionsAbout(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<readonly StoredDecision[]> {
  if (members.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('person_decision')
      .selectAll()
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('left_id', 'in', within(members)),
          table('right_id', 'in', within(members)),
        ]),
      ),
  )
  return rows.map(({ left_id: left, right_id: right, says, said_at: at, said_by: by }) => ({
    left,
    right,
    says,
    at,
    by,
  }))
}

export function* hasDecisions({ build }: Dialect, org: string): Work<boolean> {
  const row = yield* first(
    build.selectFrom('person_decision').select('left_id').where('org', '=', org).limit(1),
  )
  return row !== undefined
}

/** Tables that are computed, and whose rows can be thrown away to be computed anew. */
const computed = [
  'person_trace',
  'person_mention',
  'person_member',
  'person_key',
  'person_key_count',
  'person_alias',
] as const

/** Forgets all that was computed of identity; profiles stay until they are computed anew, and what staff said stays. */
export function* forgetIdentity({ build }: Dialect, org: string): Work<void> {
  for (const table of computed) yield* run(build.deleteFrom(table).where('org', '=', org))
}
