import { appendChanges, type Lane } from './changes.ts'
import { rowName, writeCommerce, type Giver, type MappedRow } from './commerce.ts'
import { markChildrenDue, type ChildStream } from './children.ts'
import { insertFresh, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import { judge, type Judgement } from './judgement.ts'
import { clearLetters, writeLetters, type Letter } from './letters.ts'
import { moveMembers, type Membership } from './members.ts'
import { placeName, type Place } from './place.ts'
import { dropRefreshes, wishRefreshes, type DueRefresh, type RefreshWish } from './refreshes.ts'
import { advanceSlice, planSlices, type SliceStep } from './slices.ts'
import { holdStream, moveClock, updateStream } from './streams.ts'

/** A record made ready before the transaction, without locks. */
export interface PreparedRecord {
  readonly key: string
  readonly kind: 'upsert' | 'delete' | 'reject'
  readonly version: string | null
  readonly from: number
  readonly to: number
  readonly hash: string
  readonly data: string | null
  readonly outputs: readonly MappedRow[]
  /** A mapping failed: what the record gave before stays. */
  readonly keepOutputs: boolean
  /** Group key by mapping, for mappings that group. */
  readonly groups: Readonly<Record<string, string>>
  readonly letters: readonly Letter[]
  /** Records of other streams that this one makes stale when it is new or changed. */
  readonly affects: readonly { readonly stream: string; readonly key: string }[]
}

/**
 * `ask`: the vendor is asked for the record. `take`: of two observations the later to arrive counts, where nobody can be
 * asked. `leave`: nothing happens, because a later observation will decide.
 */
export type Indistinct = 'ask' | 'take' | 'leave'

export interface PreparedPage {
  readonly place: Place
  /** The slice that moves on in the same transaction; without one, records that were looked at by themselves. */
  readonly slice?: SliceStep
  readonly generation: number
  /** Empty where nothing is known of it. */
  readonly scope: string
  readonly mappingEpoch: number
  readonly lane: Lane
  /** Was it a listing? Only that says that a record belongs to the generation. */
  readonly listed: boolean
  /** What becomes of an observation that is neither newer nor older than what is stored. */
  readonly indistinct: Indistinct
  readonly packageVersion: string
  readonly observedTo: number
  /** What the rows that the mappings read look like, where this page taught something new. */
  readonly shape?: string
  /** Each key once, in byte order. */
  readonly records: readonly PreparedRecord[]
  /** Letters of rows without a key. */
  readonly nameless: readonly Letter[]
  /** Keys that the vendor is to be asked for. */
  readonly refresh: readonly string[]
  /** Wishes that this page fulfils. */
  readonly refreshed: readonly DueRefresh[]
  /** Streams of this connection that can be asked for single records: only of those may a row make others stale. */
  readonly askable: ReadonlySet<string>
  /** Streams that are listed for the first time: what they do not have yet, their listing brings. */
  readonly loading: ReadonlySet<string>
  /** How far the vendor's clock, in which versions may be instants, is ahead of ours. */
  readonly vendorOffsetMs: number
  /** Streams whose rows belong to rows of this one. */
  readonly children: readonly ChildStream[]
}

export type PageResult =
  | ({ readonly status: 'committed' } & PageCounts)
  /** Another run has the slice: stop, nothing was written. */
  | { readonly status: 'leaseLost' }
  /** The mappings or the generation changed meanwhile: prepare the page again, nothing was written. */
  | { readonly status: 'prepareAgain' }

export interface PageCounts {
  readonly written: number
  readonly unchanged: number
  readonly deleted: number
  readonly rejected: number
  readonly rows: number
}

type Verdict = Judgement | 'new' | 'rejected'

interface StoredRecord {
  readonly key: string
  readonly version: string | null
  readonly obs_from: number
  readonly obs_to: number
  readonly hash: string
  readonly deleted: number
  readonly rejected: number
  readonly generation: number
  readonly scope: string
  readonly outputs: string
  readonly groups: string
}

interface Judged {
  readonly record: PreparedRecord
  readonly stored: StoredRecord | undefined
  readonly verdict: Verdict
}

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
  if (page.slice === undefined) yield* moveClock(dialect, org, place, page.observedTo)
  else {
    const advanced = yield* advanceSlice(dialect, org, place, page.slice, page.observedTo)
    if (!advanced) return { status: 'leaseLost' }
    yield* planSlices(dialect, org, place, page.slice.split, page.generation, now)
  }
  if (page.shape !== undefined) yield* updateStream(dialect, org, place, { shape: page.shape })

  const judged = yield* judgeAll(dialect, org, page)
  const applied = judged.filter((each) => applies(each, page))
  yield* writeRecords(org, page, applied)
  yield* touchRecords(org, page, judged)
  yield* wish(dialect, org, page, judged)
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

function* judgeAll(
  { build, within, locked }: Dialect,
  org: string,
  page: PreparedPage,
): Work<readonly Judged[]> {
  const { connection, stream } = page.place
  if (page.records.length === 0) return []
  const rows = yield* all(
    locked(
      build
        .selectFrom('record')
        .select([
          'key',
          'version',
          'obs_from',
          'obs_to',
          'hash',
          'deleted',
          'rejected',
          'generation',
          'scope',
          'outputs',
          'groups',
        ])
        .where('org', '=', org)
        .where('connection', '=', connection)
        .where('stream', '=', stream)
        .where('key', 'in', within(page.records.map(({ key }) => key)))
        .orderBy('key'),
    ),
  )
  const stored = new Map(rows.map((row) => [row.key, row]))
  return page.records.map((record) => {
    const known = stored.get(record.key)
    return { record, stored: known, verdict: verdictOn(record, known) }
  })
}

function verdictOn(record: PreparedRecord, stored: StoredRecord | undefined): Verdict {
  if (record.kind === 'reject') return 'rejected'
  if (stored === undefined) return 'new'
  const judgement = judge(
    { ...record, deleted: record.kind === 'delete' },
    {
      version: stored.version,
      from: stored.obs_from,
      to: stored.obs_to,
      hash: stored.hash,
      deleted: stored.deleted === 1,
    },
  )
  // A row that could not be read for a while and is now as it was before: its groups were held back until now.
  return judgement === 'same' && stored.rejected === 1 ? 'newer' : judgement
}

function applies({ record, stored, verdict }: Judged, page: PreparedPage): boolean {
  if (verdict === 'rejected') return stored === undefined && record.kind === 'reject'
  return (
    verdict === 'new' ||
    verdict === 'newer' ||
    (verdict === 'indistinct' && page.indistinct === 'take')
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

/** The newest generation that a record was seen in: a listing of an older one may read it later. */
function generationOf(page: PreparedPage, stored: StoredRecord | undefined): number {
  const known = stored?.generation ?? 0
  return page.listed ? Math.max(page.generation, known) : known
}

/** A listing says where a record belongs, and so does what names its parent; what says nothing leaves it where it is. */
function scopeOf(page: PreparedPage, stored: StoredRecord | undefined): string {
  return page.listed || page.scope !== '' ? page.scope : (stored?.scope ?? '')
}

function outputsOf(stored: StoredRecord | undefined): readonly string[] {
  return stored === undefined || stored.outputs === '[]'
    ? []
    : (JSON.parse(stored.outputs) as string[])
}

function groupsOf(stored: StoredRecord | undefined): Readonly<Record<string, string>> {
  return stored === undefined || stored.groups === '{}'
    ? {}
    : (JSON.parse(stored.groups) as Record<string, string>)
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
  const isNew = ({ stored }: Judged) => stored === undefined
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

function passive(verdict: Verdict, page: PreparedPage): boolean {
  return (
    verdict === 'same' ||
    verdict === 'older' ||
    (verdict === 'indistinct' && page.indistinct !== 'take')
  )
}

function* wish(
  dialect: Dialect,
  org: string,
  page: PreparedPage,
  judged: readonly Judged[],
): Work<void> {
  const { place, observedTo } = page
  yield* dropRefreshes(org, place, page.refreshed)
  const asks = page.indistinct === 'ask'
  const hinted = asks ? page.refresh : []
  const indistinct = asks ? judged.filter(({ verdict }) => verdict === 'indistinct') : []
  const stale = yield* staleElsewhere(dialect, org, page, judged)
  const wishes: readonly RefreshWish[] = [
    ...hinted.map((key) => ({ place, key, notBefore: observedTo })),
    ...indistinct.map(({ record, stored }) => ({
      place,
      key: record.key,
      notBefore: Math.max(record.to, stored?.obs_to ?? 0),
    })),
    ...stale.map(({ stream, key }) => ({
      place: { connection: place.connection, stream },
      key,
      notBefore: observedTo,
    })),
  ]
  yield* wishRefreshes(org, wishes)
}

/** Two clocks that agree may be that far apart, and a change may show that late. */
const staleMarginMs = 60_000

/** The records of other streams that what this page applies makes stale: not those that were seen after the change. */
function* staleElsewhere(
  { build, within }: Dialect,
  org: string,
  page: PreparedPage,
  judged: readonly Judged[],
): Work<readonly { readonly stream: string; readonly key: string }[]> {
  const affected = judged
    .filter((each) => applies(each, page))
    .flatMap(({ record }) => {
      const changedAt = versionInstant(record.version)
      const seenBy = changedAt && changedAt - page.vendorOffsetMs + staleMarginMs
      return record.affects.map(({ stream, key }) => ({ stream, key, seenBy }))
    })
    .filter(({ stream }) => page.askable.has(stream))
  const stale: { readonly stream: string; readonly key: string }[] = []
  for (const [stream, own] of Map.groupBy(affected, (each) => each.stream)) {
    const rows = yield* all(
      build
        .selectFrom('record')
        .select(['key', 'obs_from'])
        .where('org', '=', org)
        .where('connection', '=', page.place.connection)
        .where('stream', '=', stream)
        .where('key', 'in', within(own.map(({ key }) => key))),
    )
    const seen = new Map(rows.map((row) => [row.key, row.obs_from]))
    for (const { key, seenBy } of own) {
      const from = seen.get(key)
      const isStale =
        from === undefined ? !page.loading.has(stream) : seenBy === undefined || from <= seenBy
      if (isStale) stale.push({ stream, key })
    }
  }
  return stale
}

/** A version as an instant in milliseconds, where it is one. */
function versionInstant(version: string | null): number | undefined {
  if (version === null) return undefined
  if (/^\d+$/.test(version)) return Number(version) > 1e12 ? Number(version) : undefined
  const instant = Date.parse(version)
  return Number.isNaN(instant) ? undefined : instant
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
