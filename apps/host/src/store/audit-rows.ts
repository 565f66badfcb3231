import { all, first, run, type Dialect, type Work } from './database.ts'
import type { AuditTable } from './access-tables.ts'

/** An entry of the audit log. Empty text: none. */
export interface AuditRow {
  readonly id: string
  readonly at: number
  readonly actorKind: string
  readonly actorId: string
  readonly actorName: string
  readonly action: string
  readonly target: string
  readonly node: string
  readonly outcome: string
  readonly count: number
  readonly lastAt: number
}

/** Adds an entry; where one of its id is there already, what it counts is added to that. */
export function* addAuditRow({ build }: Dialect, org: string, row: AuditRow): Work<void> {
  const { id, at, action, target, node, outcome, count } = row
  yield* run(
    build
      .insertInto('audit')
      .values({
        org,
        id,
        at,
        actor_kind: row.actorKind,
        actor_id: row.actorId,
        actor_name: row.actorName,
        action,
        target,
        node,
        outcome,
        count,
        last_at: row.lastAt,
      })
      .onConflict((conflict) =>
        conflict.columns(['org', 'id']).doUpdateSet((table) => ({
          count: table('audit.count', '+', count),
          last_at: row.lastAt,
        })),
      ),
  )
}

/** The entry of an id. */
export function* auditRow({ build }: Dialect, org: string, id: string): Work<AuditRow | undefined> {
  const row = yield* first(
    build.selectFrom('audit').selectAll().where('org', '=', org).where('id', '=', id),
  )
  return row && rowOf(row)
}

/** Where a page of the audit log begins: after this entry. */
export type AuditPlace = Pick<AuditRow, 'at' | 'id'>

/** Entries of the audit log, the newest first. */
export function* auditRows(
  { build }: Dialect,
  org: string,
  wanted: { readonly before?: AuditPlace | undefined; readonly limit: number },
): Work<readonly AuditRow[]> {
  const { before, limit } = wanted
  const query = build.selectFrom('audit').selectAll().where('org', '=', org)
  const rows = yield* all(
    (before === undefined
      ? query
      : query.where((table) =>
          table.or([
            table('at', '<', before.at),
            table.and([table('at', '=', before.at), table('id', '<', before.id)]),
          ]),
        )
    )
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  )
  return rows.map(rowOf)
}

/** Forgets entries that are older than an instant; how many they were. */
export function* purgeAudit({ build }: Dialect, org: string, before: number): Work<number> {
  const gone = yield* all(
    build.deleteFrom('audit').where('org', '=', org).where('last_at', '<', before).returning('id'),
  )
  return gone.length
}

function rowOf(row: AuditTable): AuditRow {
  const { id, at, action, target, node, outcome, count } = row
  return {
    id,
    at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action,
    target,
    node,
    outcome,
    count,
    lastAt: row.last_at,
  }
}
