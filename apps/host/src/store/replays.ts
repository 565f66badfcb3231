import { sql } from 'kysely'
import { all, run, type Dialect, type Work } from './database.ts'
import type { Letter, LetterPlace } from './letters.ts'
import { countOutdated } from './outdated.ts'
import type { Place } from './place.ts'

/** A dead letter with the instant at which what it tells was last met. */
export interface DatedLetter extends Letter {
  readonly createdAt: number
}

/** Where a walk over dead letters is. */
export type LetterCursor = Pick<Letter, 'key' | 'at'>

/** The dead letters of a part after one, in the order of their keys. */
export function* lettersAfter(
  { build }: Dialect,
  org: string,
  place: LetterPlace,
  after: LetterCursor | undefined,
  limit: number,
): Work<readonly DatedLetter[]> {
  const rows = yield* all(
    build
      .selectFrom('dead_letter')
      .selectAll()
      .where('org', '=', org)
      .where('side', '=', place.side)
      .where('part', '=', place.part)
      .$if(after !== undefined, (query) =>
        query.where((table) =>
          table.or([
            table('key', '>', after?.key ?? ''),
            table.and([table('key', '=', after?.key ?? ''), table('at', '>', after?.at ?? '')]),
          ]),
        ),
      )
      .orderBy('key')
      .orderBy('at')
      .limit(limit),
  )
  return rows.map((row) => ({
    key: row.key,
    at: row.at,
    fault: JSON.parse(row.fault) as Letter['fault'],
    record: row.record,
    item: row.item,
    createdAt: row.created_at,
  }))
}

/** Of some native records, those that are kept whole and can be mapped again as they are. */
export function* keptRecords(
  { build, within }: Dialect,
  org: string,
  place: Place,
  keys: readonly string[],
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('record')
      .select('key')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('key', 'in', within(keys))
      .where('deleted', '=', 0)
      .where('rejected', '=', 0)
      .where('data', 'is not', null),
  )
  return rows.map(({ key }) => key)
}

/** What some native records gave counts as made by older mappings: they are mapped again. */
export function* outdateRecords(
  dialect: Dialect,
  org: string,
  place: Place,
  keys: readonly string[],
): Work<void> {
  const { build, within } = dialect
  yield* run(
    build
      .updateTable('record')
      .set({ mapping_epoch: -1 })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('key', 'in', within(keys)),
  )
  yield* countOutdated(dialect, org, place)
}

/** Groups, by the keys of their dead letters, are mapped again. */
export function* outdateGroups(
  { build, within }: Dialect,
  org: string,
  { connection, stream }: Place,
  keys: readonly string[],
): Work<void> {
  yield* run(
    build
      .updateTable('record_group')
      .set((table) => ({ dirty: table('dirty', '+', 1) }))
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where(sql<string>`mapping || ' ' || group_key`, 'in', within(keys)),
  )
}
