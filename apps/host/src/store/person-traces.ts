import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { addTouchesDue } from './campaign-dues.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import { addBuyersDue, addSalesDue } from './sales-dues.ts'

/** The instant of what nobody knows the instant of: after all others, so that it is never the oldest. */
export const unknownInstant = Number.MAX_SAFE_INTEGER

export interface StoredTrace {
  readonly entity: string
  readonly id: string
  readonly member: string
  /** As JSON. */
  readonly identifiers: string
  readonly at: number
}

const writeTrace = insertOrReplace('person_trace', [
  'org',
  'entity',
  'id',
  'member',
  'identifiers',
  'at',
])
const dropTrace = deleteMatching('person_trace', ['org', 'entity', 'id'])

/** Rows that figures are of, or that tell what led to them: whose they are is asked again. */
const tellOfBuyers: ReadonlySet<string> = new Set(['order', 'cart', 'event'])

/** The traces of some rows of an entity. */
export function* tracesOf(
  { build, within }: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<readonly StoredTrace[]> {
  if (ids.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_trace')
      .select(['entity', 'id', 'member', 'identifiers', 'at'])
      .where('org', '=', org)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids)),
  )
}

export function* writeTraces(
  dialect: Dialect,
  org: string,
  traces: readonly StoredTrace[],
): Work<void> {
  yield* bulk(
    writeTrace,
    traces.map(({ entity, id, member, identifiers, at }) => [
      org,
      entity,
      id,
      member,
      identifiers,
      at,
    ]),
  )
  const bought = traces.filter(({ entity }) => tellOfBuyers.has(entity))
  yield* addBuyersDue(
    dialect,
    org,
    bought.map(({ member }) => member),
  )
}

export function* dropTraces(
  dialect: Dialect,
  org: string,
  traces: readonly Pick<StoredTrace, 'entity' | 'id'>[],
): Work<void> {
  yield* bulk(
    dropTrace,
    traces.map(({ entity, id }) => [org, entity, id]),
  )
  yield* addSalesDue(
    dialect,
    org,
    traces.flatMap(({ entity, id }) => (entity === 'order' ? [id] : [])),
  )
  yield* addTouchesDue(
    dialect,
    org,
    traces.filter(({ entity }) => tellOfBuyers.has(entity)),
  )
}

/** What rows that speak of a member say about it. */
export interface Mention {
  readonly member: string
  readonly hash: string
  readonly identifiers: string
  readonly rows: number
  readonly since: number
}

const mentionColumns = ['org', 'member', 'hash', 'identifiers', 'rows', 'since'] as const
const writeMention = insertOrReplace('person_mention', mentionColumns)
const dropMention = deleteMatching('person_mention', ['org', 'member', 'hash'])

export function* mentionsOf(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<readonly Mention[]> {
  if (members.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_mention')
      .select(['member', 'hash', 'identifiers', 'rows', 'since'])
      .where('org', '=', org)
      .where('member', 'in', within(members))
      .orderBy('member')
      .orderBy('hash'),
  )
}

/** Keeps mentions; those that no row makes any more are dropped. */
export function* writeMentions(
  _dialect: Dialect,
  org: string,
  mentions: readonly Mention[],
): Work<void> {
  yield* bulk(
    writeMention,
    mentions
      .filter(({ rows }) => rows > 0)
      .map(({ member, hash, identifiers, rows, since }) => [
        org,
        member,
        hash,
        identifiers,
        rows,
        since,
      ]),
  )
  yield* bulk(
    dropMention,
    mentions.filter(({ rows }) => rows <= 0).map(({ member, hash }) => [org, member, hash]),
  )
}

/** When the first of the rows happened that say one thing about a member. */
export function* firstMention(
  { build }: Dialect,
  org: string,
  member: string,
  identifiers: string,
): Work<number> {
  const rows = yield* all(
    build
      .selectFrom('person_trace')
      .select('at')
      .where('org', '=', org)
      .where('member', '=', member)
      .where('entity', '!=', 'customer')
      .where('identifiers', '=', identifiers)
      .orderBy('at')
      .limit(1),
  )
  return rows[0]?.at ?? unknownInstant
}

/** The newest order of each of some members. */
export function* newestOrders(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<readonly { readonly member: string; readonly id: string }[]> {
  if (members.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('person_member')
      .select((table) => [
        'person_member.id as member',
        table
          .selectFrom('person_trace')
          .select('person_trace.id')
          .whereRef('person_trace.org', '=', 'person_member.org')
          .whereRef('person_trace.member', '=', 'person_member.id')
          .where('person_trace.entity', '=', 'order')
          .orderBy('person_trace.at', 'desc')
          .orderBy('person_trace.id', 'desc')
          .limit(1)
          .as('id'),
      ])
      .where('person_member.org', '=', org)
      .where('person_member.id', 'in', within(members)),
  )
  return rows.flatMap(({ member, id }) => (id === null ? [] : [{ member, id }]))
}

/** The rows of consents that speak of some members, the newest first. */
export function* consentRows(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
  limit: number,
): Work<readonly { readonly member: string; readonly id: string }[]> {
  if (members.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_trace')
      .select(['member', 'id'])
      .where('org', '=', org)
      .where('member', 'in', within(members))
      .where('entity', '=', 'consent')
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  )
}

/** Rows of an entity that speak of some members, the newest first. */
export function* rowsOfMembers(
  { build, within }: Dialect,
  org: string,
  entity: string,
  members: readonly string[],
  { until, limit }: { readonly until: number; readonly limit: number },
): Work<readonly { readonly id: string; readonly at: number }[]> {
  if (members.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_trace')
      .select(['id', 'at'])
      .where('org', '=', org)
      .where('member', 'in', within(members))
      .where('entity', '=', entity)
      .where('at', '<=', until)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  )
}

/** All rows that some members are, or that speak of them. */
export function* tracedRows(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<readonly StoredTrace[]> {
  if (members.length === 0) return []
  return yield* all(
    build
      .selectFrom('person_trace')
      .select(['entity', 'id', 'member', 'identifiers', 'at'])
      .where('org', '=', org)
      .where('member', 'in', within(members)),
  )
}
