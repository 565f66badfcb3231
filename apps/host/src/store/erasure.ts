import { sql } from 'kysely'
import { deleteMatching, updateMatching } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
import { layoutOf, tableNames } from './layout.ts'
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

const never = Number.MAX_SAFE_INTEGER

const forgetRecord = updateMatching(
  'record',
  ['org', 'connection', 'stream', 'key'],
  ['hash', 'obs_from', 'obs_to', 'deleted', 'rejected', 'outputs', 'groups', 'uncertain'],
  { otherwise: { data: 'null', version: 'null' } },
)
const leaveGroups = deleteMatching('member', ['org', 'connection', 'stream', 'key'])
const dropWish = deleteMatching('refresh', ['org', 'connection', 'stream', 'key'])

/**
 * Takes everything out of some records but their keys, for good: what is left is newer than anything that a vendor will ever
 * tell of them, so neither a listing nor a late webhook nor a replay brings them back.
 */
export function* forgetRecords(
  { build }: Dialect,
  org: string,
  { connection, stream }: Place,
  keys: readonly string[],
): Work<void> {
  const named = keys.map((key) => [org, connection, stream, key])
  yield* bulk(
    forgetRecord,
    named.map((name) => ['erased', never, never, 1, 0, '[]', '{}', 0, ...name]),
  )
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

export interface NamedRow {
  readonly entity: string
  readonly id: string
}

const buryRow = updateMatching(
  'commerce',
  ['org', 'entity', 'id'],
  ['data', 'hash', 'givers', 'deleted_at'],
)
const rewriteRow = updateMatching('commerce', ['org', 'entity', 'id'], ['data', 'hash'])

/** Takes everything out of rows that go. */
export function* emptyRows(org: string, rows: readonly NamedRow[], now: number): Work<void> {
  yield* bulk(
    buryRow,
    rows.map(({ entity, id }) => ['{}', '', 0, now, org, entity, id]),
  )
}

/** Writes rows without what told whose they were. */
export function* rewriteRows(
  org: string,
  rows: readonly (NamedRow & { readonly data: string; readonly hash: string })[],
): Work<void> {
  yield* bulk(
    rewriteRow,
    rows.map(({ entity, id, data, hash }) => [data, hash, org, entity, id]),
  )
}

const dropFacts = deleteMatching('consent_fact', ['org', 'entity', 'id'])
const dropJoins = deleteMatching('join_value', ['org', 'id'])
const forgetPayload = updateMatching('ledger', ['org', 'entity', 'id'], ['reason'], {
  otherwise: { payload: 'null' },
  // What is under way may have to be sent again as it was.
  where: "ledger.state not in ('sent', 'pending')",
})

/** Takes out of other tables what they keep of some rows. */
export function* forgetTraces(org: string, rows: readonly NamedRow[]): Work<void> {
  const named = rows.map(({ entity, id }) => [org, entity, id])
  yield* bulk(dropFacts, named)
  yield* bulk(
    dropJoins,
    rows.map(({ id }) => [org, id]),
  )
  yield* bulk(
    forgetPayload,
    rows.map(({ entity, id }) => [null, org, entity, id]),
  )
}

/** Dead letters and decisions of staff about a person. */
export function* dropLettersAbout(
  { build, within }: Dialect,
  org: string,
  keys: readonly string[],
  texts: readonly string[],
): Work<number> {
  const rows = yield* all(
    build
      .deleteFrom('dead_letter')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('key', 'in', within(keys)),
          ...texts.flatMap((text) =>
            (['record', 'item', 'key'] as const).map((column) => holds(column, text)),
          ),
        ]),
      )
      .returning('key'),
  )
  return rows.length
}

export function* dropDecisionsAbout(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<void> {
  yield* run(
    build
      .deleteFrom('person_decision')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('left_id', 'in', within(members)),
          table('right_id', 'in', within(members)),
        ]),
      ),
  )
}

export interface KeptWebhook {
  readonly id: string
  readonly connection: string
  readonly target: string
  readonly headers: string
  /** The raw bytes in base64. */
  readonly body: string
}

/** Webhooks after an id, with what they carry. */
export function* webhooksToLookAt(
  { build }: Dialect,
  org: string,
  after: string,
  limit: number,
): Work<readonly KeptWebhook[]> {
  return yield* all(
    build
      .selectFrom('inbox')
      .select(['id', 'connection', 'target', 'headers', 'body'])
      .where('org', '=', org)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit),
  )
}

/** Takes out what some webhooks carried, and works on them no more; that they came stays known, so that they do not come twice. */
export function* emptyWebhooks(
  { build, within }: Dialect,
  org: string,
  ids: readonly string[],
): Work<void> {
  if (ids.length === 0) return
  yield* run(
    build
      .updateTable('inbox')
      .set({ body: '', headers: '[]', target: '', status: 'done', error: null })
      .where('org', '=', org)
      .where('id', 'in', within(ids)),
  )
}

/** In which columns of which tables a text stands, and in how many rows. */
export interface Occurrence {
  readonly table: string
  readonly column: string
  readonly rows: number
}

/** Looks for a text in every text column of every table, whatever its case. It reads the whole store of the organisation. */
export function* occurrencesOf(
  { build }: Dialect,
  org: string,
  text: string,
): Work<readonly Occurrence[]> {
  const found: Occurrence[] = []
  for (const table of tableNames)
    for (const [column, { type }] of layoutOf(table).columns) {
      if (type !== 'text' || column === 'org') continue
      const row = yield* first(
        build
          .selectFrom(table)
          .select((each) => each.fn.countAll<number>().as('rows'))
          .where('org', '=', org)
          .where(holds(column, text)),
      )
      if (row !== undefined && row.rows > 0) found.push({ table, column, rows: row.rows })
    }
  return found
}

function holds(column: string, text: string) {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`
}

/**
 * Takes away what is called after a person and is there only to say that it is gone, once everybody who had to know knows it.
 *
 * A sink that still has the item, and a follower that has not seen the change, keep their rows until the next time.
 */
export function* dropEmptyNames({ build }: Dialect, org: string, text: string): Work<void> {
  yield* run(
    build
      .deleteFrom('ledger')
      .where('org', '=', org)
      .where('state', '=', 'gone')
      .where((table) => table.or([holds('item_key', text), holds('id', text)])),
  )
  yield* run(
    build
      .deleteFrom('change')
      .where('org', '=', org)
      .where('op', '=', 2)
      .where(holds('id', text))
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('consumer')
              .select('consumer.id')
              .whereRef('consumer.org', '=', 'change.org')
              .whereRef('consumer.live', '<', 'change.seq'),
          ),
        ),
      ),
  )
  yield* run(
    build
      .deleteFrom('commerce')
      .where('org', '=', org)
      .where('deleted_at', 'is not', null)
      .where(holds('id', text))
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('change')
              .select('change.id')
              .whereRef('change.org', '=', 'commerce.org')
              .whereRef('change.entity', '=', 'commerce.entity')
              .whereRef('change.id', '=', 'commerce.id'),
          ),
        ),
      ),
  )
}

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
