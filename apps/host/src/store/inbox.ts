import type { Fault } from '@cartograph/core'
import { insertNew } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
import type { Place } from './place.ts'

/** A webhook as it came. */
export interface ReceivedWebhook {
  readonly id: string
  readonly connection: string
  readonly receivedAt: number
  readonly method: string
  /** Path and query below the connection's address. */
  readonly target: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** One that is not done yet. */
export interface WaitingWebhook extends ReceivedWebhook {
  readonly attempts: number
}

const insertWebhook = insertNew('inbox', [
  'org',
  'connection',
  'id',
  'received_at',
  'method',
  'target',
  'headers',
  'body',
  'status',
  'attempts',
  'not_before',
  'error',
])

/** Keeps webhooks; one that is kept already stays as it is. */
export function* addWebhooks(
  _dialect: Dialect,
  org: string,
  webhooks: readonly ReceivedWebhook[],
): Work<void> {
  yield* bulk(
    insertWebhook,
    webhooks.map(({ id, connection, receivedAt, method, target, headers, body }) => [
      org,
      connection,
      id,
      receivedAt,
      method,
      target,
      JSON.stringify(headers),
      Buffer.from(body).toString('base64'),
      'open',
      0,
      receivedAt,
      null,
    ]),
  )
}

/**
 * The webhooks that are due, in the order in which they became so: new ones when they came, others when they are to be tried again.
 *
 * That is the order of the index, so that a look takes no longer where many wait.
 */
export function* dueWebhooks(
  { build }: Dialect,
  org: string,
  connection: string,
  now: number,
  limit: number,
): Work<readonly WaitingWebhook[]> {
  const rows = yield* all(
    build
      .selectFrom('inbox')
      .selectAll()
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('status', '=', 'open')
      .where('not_before', '<=', now)
      .orderBy('not_before')
      .orderBy('id')
      .limit(limit),
  )
  return rows.map((row) => ({
    id: row.id,
    connection: row.connection,
    receivedAt: row.received_at,
    method: row.method,
    target: row.target,
    headers: JSON.parse(row.headers) as [string, string][],
    body: Buffer.from(row.body, 'base64'),
    attempts: row.attempts,
  }))
}

type End = { readonly status: 'done' } | { readonly status: 'failed'; readonly fault: Fault }

/** Ends a webhook, and forgets what it carried: nobody reads it again. False: it had ended before, and nothing that comes of it may be written again. */
export function* endWebhook(
  dialect: Dialect,
  org: string,
  webhook: { readonly connection: string; readonly id: string },
  end: End,
): Work<boolean> {
  return (yield* endWebhooks(dialect, org, webhook.connection, [webhook.id], end)) === 1
}

/** The same for many of a connection. Gives back how many had not ended before. */
export function* endWebhooks(
  { build, within }: Dialect,
  org: string,
  connection: string,
  ids: readonly string[],
  end: End,
): Work<number> {
  const rows = yield* all(
    build
      .updateTable('inbox')
      .set((table) => ({
        status: end.status,
        body: '',
        headers: '[]',
        target: '',
        attempts: table('attempts', '+', 1),
        error: end.status === 'failed' ? JSON.stringify(end.fault) : null,
      }))
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('id', 'in', within(ids))
      .where('status', '=', 'open')
      .returning('id'),
  )
  return rows.length
}

/** Notes an attempt that failed, and when the next may be made. */
export function* postponeWebhook(
  { build }: Dialect,
  org: string,
  webhook: { readonly connection: string; readonly id: string },
  attempt: { readonly notBefore: number; readonly fault: Fault; readonly counts: boolean },
): Work<void> {
  yield* run(
    build
      .updateTable('inbox')
      .set((table) => ({
        attempts: table('attempts', '+', attempt.counts ? 1 : 0),
        not_before: attempt.notBefore,
        error: JSON.stringify(attempt.fault),
      }))
      .where('org', '=', org)
      .where('connection', '=', webhook.connection)
      .where('id', '=', webhook.id)
      .where('status', '=', 'open'),
  )
}

/** How many webhooks of a connection wait, are done and have failed, of those that are still kept. */
export function* countWebhooks(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<Readonly<Partial<Record<'open' | 'done' | 'failed', number>>>> {
  const rows = yield* all(
    build
      .selectFrom('inbox')
      .select(['status', (table) => table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('connection', '=', connection)
      .groupBy('status'),
  )
  return Object.fromEntries(rows.map((row) => [row.status, row.count]))
}

/** When the newest webhook of a connection came, of those that are still kept. */
export function* newestWebhook(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<number | undefined> {
  const row = yield* first(
    build
      .selectFrom('inbox')
      .select((table) => table.fn.max('received_at').as('newest'))
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
  return row?.newest ?? undefined
}

/** Which of these ids the stream has had already, by webhook or by feed. */
export function* seenEntries(
  { build, within }: Dialect,
  org: string,
  place: Place,
  ids: readonly string[],
): Work<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = yield* all(
    build
      .selectFrom('entry_seen')
      .select('id')
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('stream', '=', place.stream)
      .where('id', 'in', within(ids)),
  )
  return new Set(rows.map((row) => row.id))
}

const insertSeen = insertNew('entry_seen', ['org', 'connection', 'stream', 'id', 'seen_at'])

export function* noteEntries(
  _dialect: Dialect,
  org: string,
  place: Place,
  ids: readonly string[],
  now: number,
): Work<void> {
  yield* bulk(
    insertSeen,
    ids.map((id) => [org, place.connection, place.stream, id, now]),
  )
}

/** Forgets webhooks that have ended, and ids of entries, that came before an instant. */
export function* purgeInbox({ build }: Dialect, org: string, before: number): Work<void> {
  yield* run(
    build
      .deleteFrom('inbox')
      .where('org', '=', org)
      .where('received_at', '<', before)
      .where('status', '<>', 'open'),
  )
  yield* run(build.deleteFrom('entry_seen').where('org', '=', org).where('seen_at', '<', before))
}
