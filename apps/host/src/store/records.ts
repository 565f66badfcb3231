import { insertFresh, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { appendChanges } from './changes.ts'
import { markChildrenDue } from './children.ts'
import { rowName, writeCommerce, type Giver } from './commerce.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import {
  applies,
  generationOf,
  groupsOf,
  judgeAll,
  outputsOf,
  passive,
  scopeOf,
  type Judged,
} from './judged-records.ts'
import { clearLetters, writeLetters } from './letters.ts'
import { moveMembers, type Membership } from './members.ts'
import { keepWishes } from './page-wishes.ts'
import { placeName, type Place } from './place.ts'
import type { PageResult, PreparedPage } from './prepared-page.ts'
import { planSlices } from './slice-plans.ts'
import { advanceSlice } from './slices.ts'
import { holdStream, moveClock, updateStream } from './streams.ts'

const recordColumns = [
  'org',
  'connection',
  'stream',
  'key',
  'version',
  'obs_from',
  'obs_to',
  'hash',
  'data',
  'deleted',
  'rejected',
  'generation',
  'scope',
  'mapping_epoch',
  'outputs',
  'groups',
  'uncertain',
  'package_version',
] as const
const insertRecord = insertFresh('record', recordColumns)
const replaceRecord = insertOrReplace('record', recordColumns)
const touchRecord = updateMatching(
  'record',
  ['org', 'connection', 'stream', 'key'],
  ['obs_from', 'obs_to', 'generation', 'scope', 'rejected'],
)

/** Commits a page: records, commerce rows, groups, dead letters, change log and position together, or nothing. */
export function* commitPage(
  dialect: Dialect,
  org: string,
  page: PreparedPage,
  now: number,
): Work<PageResult> {
  const { place } = page
  const stream = yield* holdStream(dialect, org, place)
  // Before the slice moves on: its position may not pass rows that were not written.
  if (stream === undefined || stream.mappingEpoch !== page.mappingEpoch)
    return { status: 'prepareAgain' }
  if (page.slices.length === 0) yield* moveClock(dialect, org, place, page.observedTo)
  for (const [index, slice] of page.slices.entries()) {
    const advanced = yield* advanceSlice(dialect, org, place, slice)
    // The ones before it have moved on: they are taken back with the transaction.
    if (!advanced && index > 0) throw new Error(`Another run has the slice ${slice.id}.`)
    if (!advanced) return { status: 'leaseLost' }
    yield* planSlices(dialect, org, place, slice.split, page.generation, now)
  }
  if (page.shape !== undefined) yield* updateStream(dialect, org, place, { shape: page.shape })

  const judged = yield* judgeAll(dialect, org, page)
  const applied = judged.filter((each) => applies(each, page))
  yield* writeRecords(org, page, applied)
  yield* touchRecords(org, page, judged)
  yield* keepWishes(dialect, org, page, judged)
  yield* markParents(org, page, applied)
  yield* moveMembers(dialect, org, place, judged.flatMap(membership(page)))

  const changes = yield* writeCommerce(dialect, org, place.connection, applied.map(giver), now)
  const letters = judged.flatMap(({ record }) => record.letters)
  const letterPlace = { side: 'source', part: placeName(place) } as const
  const settled = judged.filter((each) => each.verdict === 'rejected' || applies(each, page))
  yield* clearLetters(
    dialect,
    org,
    letterPlace,
    settled.map(({ record }) => record.key),
  )
  yield* writeLetters(dialect, org, letterPlace, [...letters, ...page.nameless], page, now)
  yield* appendChanges(dialect, org, changes, page.lane, now)

  const written = applied.filter(({ record }) => record.kind === 'upsert')
  const deleted = applied.filter(
    ({ record, stored }) => record.kind === 'delete' && stored?.deleted === 0,
  )
  const rejected = judged.filter(
    (each) => each.verdict === 'rejected' || each.record.letters.length > 0,
  )
  return {
    status: 'committed',
    written: written.length,
    deleted: deleted.length,
    rejected: rejected.length + page.nameless.length,
    unchanged: judged.filter(({ verdict }) => verdict === 'same' || verdict === 'older').length,
    rows: changes.length,
  }
}

function isNew({ stored }: Judged): boolean {
  return stored === undefined
}

function* writeRecords(org: string, page: PreparedPage, applied: readonly Judged[]): Work<void> {
  const { connection, stream } = page.place
  const rowOf = ({ record, stored, verdict }: Judged) => {
    const names = record.outputs.map(rowName)
    const outputs = record.keepOutputs ? [...new Set([...outputsOf(stored), ...names])] : names
    return [
      org,
      connection,
      stream,
      record.key,
      record.version,
      record.from,
      record.to,
      record.hash,
      record.data,
      record.kind === 'delete' ? 1 : 0,
      record.kind === 'reject' ? 1 : 0,
      generationOf(page, stored),
      scopeOf(page, stored),
      page.mappingEpoch,
      outputs.length === 0 ? '[]' : JSON.stringify(outputs),
      JSON.stringify(record.groups),
      verdict === 'indistinct' ? 1 : 0,
      page.packageVersion,
    ]
  }
  yield* bulk(insertRecord, applied.filter(isNew).map(rowOf))
  yield* bulk(replaceRecord, applied.filter((each) => !isNew(each)).map(rowOf))
}

/** A record that is what it was: it was seen, and seen later. */
function* touchRecords(org: string, page: PreparedPage, judged: readonly Judged[]): Work<void> {
  const { connection, stream } = page.place
  yield* bulk(
    touchRecord,
    judged.flatMap(({ record, stored, verdict }) => {
      if (stored === undefined || (verdict !== 'rejected' && !passive(verdict, page))) return []
      const later = verdict === 'same' && record.from > stored.obs_from
      return [
        [
          later ? record.from : stored.obs_from,
          later ? Math.max(record.to, stored.obs_to) : stored.obs_to,
          generationOf(page, stored),
          scopeOf(page, stored),
          verdict === 'rejected' ? 1 : stored.rejected,
          org,
          connection,
          stream,
          record.key,
        ],
      ]
    }),
  )
}

function giver({ record, stored }: Judged): Giver {
  const before = outputsOf(stored)
  const after = new Set(record.outputs.map(rowName))
  return {
    before: record.keepOutputs ? before.filter((name) => after.has(name)) : before,
    after: record.outputs,
  }
}

/** A new, changed or deleted record is a parent whose children are to be read again. */
function* markParents(org: string, page: PreparedPage, applied: readonly Judged[]): Work<void> {
  const parents = applied.flatMap(({ record }) =>
    record.kind === 'reject'
      ? []
      : [{ key: record.key, version: record.version, deleted: record.kind === 'delete' ? 1 : 0 }],
  )
  yield* markChildrenDue(org, page.place.connection, page.children, parents, page.lane)
}

function membership(page: PreparedPage) {
  return (each: Judged): readonly Membership[] => {
    const { record, stored, verdict } = each
    if (verdict === 'rejected')
      return [
        {
          key: record.key,
          before: groupsOf(stored),
          after: { ...groupsOf(stored), ...record.groups },
          rejected: true,
        },
      ]
    if (!applies(each, page)) return []
    return [{ key: record.key, before: groupsOf(stored), after: record.groups, rejected: false }]
  }
}

/** The rows of live records, by key. */
export function* storedRows(
  { build, within }: Dialect,
  org: string,
  place: Place,
  keys: readonly string[],
): Work<ReadonlyMap<string, string>> {
  const rows = yield* all(
    build
      .selectFrom('record')
      .select(['key', 'data'])
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('deleted', '=', 0)
      .where('key', 'in', within(keys)),
  )
  return new Map(rows.flatMap(({ key, data }) => (data === null ? [] : [[key, data] as const])))
}
