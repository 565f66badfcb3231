import { updateMatching } from './bulk-forms.ts'
import { all, bulk, first, type Dialect, type Work } from './database.ts'
import { appendChanges, type Lane } from './changes.ts'
import { rowName, writeCommerce, type MappedRow } from './commerce.ts'
import { writeLetters, clearLetters, type Letter } from './letters.ts'
import { moveMembers } from './members.ts'
import { placeName, type Place } from './place.ts'
import { holdStream } from './streams.ts'

/** A native record that was mapped by older mappings than those in force. */
export interface StaleRecord {
  readonly key: string
  readonly hash: string
  readonly data: string
  readonly outputs: readonly string[]
  readonly groups: Readonly<Record<string, string>>
}

/** The next records whose output is of an older epoch, in key order. */
export function* staleRecords(
  { build }: Dialect,
  org: string,
  place: Place,
  epoch: number,
  after: string,
  limit: number,
): Work<readonly StaleRecord[]> {
  const rows = yield* all(
    build
      .selectFrom('record')
      .select(['key', 'hash', 'data', 'outputs', 'groups'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('mapping_epoch', '<', epoch)
      .where('deleted', '=', 0)
      .where('data', 'is not', null)
      .where('key', '>', after)
      .orderBy('key')
      .limit(limit),
  )
  return rows.map((row) => ({
    key: row.key,
    hash: row.hash,
    data: row.data ?? 'null',
    outputs: JSON.parse(row.outputs) as string[],
    groups: JSON.parse(row.groups) as Record<string, string>,
  }))
}

export interface Remapped {
  readonly record: StaleRecord
  readonly outputs: readonly MappedRow[]
  readonly keepOutputs: boolean
  readonly groups: Readonly<Record<string, string>>
  readonly letters: readonly Letter[]
}

const remapRecord = updateMatching(
  'record',
  ['org', 'connection', 'stream', 'key', 'hash'],
  ['mapping_epoch', 'outputs', 'groups'],
  { where: 'record.mapping_epoch < given.mapping_epoch', returning: ['key'] },
)

/** Commits the new output of native records that did not change since they were read. */
export function* commitRemap(
  dialect: Dialect,
  org: string,
  place: Place,
  remapped: readonly Remapped[],
  options: { readonly epoch: number; readonly lane: Lane; readonly now: number },
): Work<number> {
  const stream = yield* holdStream(dialect, org, place)
  if (stream?.mappingEpoch !== options.epoch) return 0
  const { connection } = place
  const done = yield* bulk<{ key: string }>(
    remapRecord,
    remapped.map(({ record, outputs, keepOutputs, groups }) => [
      options.epoch,
      JSON.stringify(
        keepOutputs
          ? [...new Set([...record.outputs, ...outputs.map(rowName)])]
          : outputs.map(rowName),
      ),
      JSON.stringify(groups),
      org,
      connection,
      place.stream,
      record.key,
      record.hash,
    ]),
  )
  const keys = new Set(done.map((row) => row.key))
  const current = remapped.filter(({ record }) => keys.has(record.key))
  yield* moveMembers(
    dialect,
    org,
    place,
    current.map(({ record, groups }) => ({
      key: record.key,
      before: record.groups,
      after: groups,
      rejected: false,
    })),
  )
  const changes = yield* writeCommerce(
    dialect,
    org,
    connection,
    current.map(({ record, outputs, keepOutputs }) => {
      const after = new Set(outputs.map(rowName))
      return {
        before: keepOutputs ? record.outputs.filter((name) => after.has(name)) : record.outputs,
        after: outputs,
      }
    }),
    options.now,
  )
  const letterPlace = { side: 'source', part: placeName(place) } as const
  yield* clearLetters(
    dialect,
    org,
    letterPlace,
    current.map(({ record }) => record.key),
  )
  const letters = current.flatMap((each) => each.letters)
  yield* writeLetters(dialect, org, letterPlace, letters, { scope: '', generation: 0 }, options.now)
  yield* appendChanges(dialect, org, changes, options.lane, options.now)
  return changes.length
}

/** How many live records a stream has, and how many tombstones. */
export function* countRecords(
  { build }: Dialect,
  org: string,
  place: Place,
): Work<{ readonly live: number; readonly deleted: number }> {
  const count = (deleted: 0 | 1) =>
    build
      .selectFrom('record')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('deleted', '=', deleted)
  const live = yield* first(count(0))
  const deleted = yield* first(count(1))
  return { live: live?.count ?? 0, deleted: deleted?.count ?? 0 }
}
