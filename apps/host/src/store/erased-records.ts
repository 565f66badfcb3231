import { deleteMatching } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import { rememberErased } from './erased-keys.ts'
import type { Place } from './place.ts'

/** A native record as far as an erasure looks at it. */
export interface LookedAtRecord {
  readonly key: string
  readonly data: string | null
  /** JSON lists and objects, as the record has them. */
  readonly outputs: string
  readonly groups: string
}

/** The records of a stream after a key. */
export function* recordsToLookAt(
  { build }: Dialect,
  org: string,
  { connection, stream }: Place,
  after: string,
  limit: number,
): Work<readonly LookedAtRecord[]> {
  return yield* all(
    build
      .selectFrom('record')
      .select(['key', 'data', 'outputs', 'groups'])
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where('key', '>', after)
      .orderBy('key')
      .limit(limit),
  )
}

/** What records of a stream hold, as JSON; those that hold nothing are left out. */
export function* recordsByKey(
  { build, within }: Dialect,
  org: string,
  { connection, stream }: Place,
  keys: readonly string[],
): Work<readonly string[]> {
  if (keys.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('record')
      .select('data')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where('key', 'in', within(keys))
      .orderBy('key'),
  )
  return rows.flatMap(({ data }) => data ?? [])
}

/** The groups of a stream that give one of some rows, with how the mapping and the group are called. */
export function* groupsToLookAt(
  { build }: Dialect,
  org: string,
  { connection, stream }: Place,
): Work<readonly { readonly mapping: string; readonly group: string; readonly outputs: string }[]> {
  const rows = yield* all(
    build
      .selectFrom('record_group')
      .select(['mapping', 'group_key as group', 'outputs'])
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where('outputs', '!=', '[]'),
  )
  return rows
}

const dropRecord = deleteMatching('record', ['org', 'connection', 'stream', 'key'])
const leaveGroups = deleteMatching('member', ['org', 'connection', 'stream', 'key'])
const dropWish = deleteMatching('refresh', ['org', 'connection', 'stream', 'key'])

/**
 * Deletes some records for good. A hash of each key is kept, so that neither a listing nor a late webhook nor a replay brings
 * them back.
 */
export function* forgetRecords(
  { build }: Dialect,
  org: string,
  { connection, stream }: Place,
  keys: readonly string[],
): Work<void> {
  const named = keys.map((key) => [org, connection, stream, key])
  yield* rememberErased(org, { connection, stream }, keys)
  yield* bulk(dropRecord, named)
  yield* bulk(leaveGroups, named)
  yield* bulk(dropWish, named)
  yield* run(
    build
      .deleteFrom('record_group')
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('stream', '=', stream)
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('member')
              .select('member.key')
              .whereRef('member.org', '=', 'record_group.org')
              .whereRef('member.connection', '=', 'record_group.connection')
              .whereRef('member.stream', '=', 'record_group.stream')
              .whereRef('member.mapping', '=', 'record_group.mapping')
              .whereRef('member.group_key', '=', 'record_group.group_key'),
          ),
        ),
      ),
  )
}
