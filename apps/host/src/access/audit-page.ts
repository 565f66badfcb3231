import { fault } from '@cartograph/core'
import {
  auditRow,
  auditRows,
  namesOfUsers,
  type AuditRow,
  type Dialect,
  type Work,
} from '../store/index.ts'

/** An entry of the audit log as it is shown. */
export interface ShownEntry {
  readonly id: string
  readonly at: string
  readonly actor: {
    readonly kind: string
    readonly id: string | null
    readonly name: string | null
  }
  readonly action: string
  readonly target: string | null
  readonly node: string | null
  readonly outcome: string
  /** More than 1 where it stands for all of its day that are the same. */
  readonly count: number
  readonly lastAt: string
}

export interface AuditPage {
  /** The newest first. */
  readonly entries: readonly ShownEntry[]
  /** What the next page is asked for with; null: this was the last. */
  readonly next: string | null
}

/**
 * A page of the audit log.
 *
 * @throws a `notFound` fault where `before` names no entry.
 */
export function* auditPage(
  dialect: Dialect,
  org: string,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Work<AuditPage> {
  const place = before === undefined ? undefined : yield* auditRow(dialect, org, before)
  if (before !== undefined && place === undefined)
    throw fault({
      kind: 'notFound',
      message: 'The audit log has no such entry.',
      hint: 'Take what the page before gave as `next`.',
    })
  const rows = yield* auditRows(dialect, org, { before: place, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const users = shown.flatMap(({ actorKind, actorId }) => (actorKind === 'user' ? [actorId] : []))
  const names = yield* namesOfUsers(dialect, [...new Set(users)])
  return {
    entries: shown.map((row) => shownEntry(row, names)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

function shownEntry(row: AuditRow, names: ReadonlyMap<string, string>): ShownEntry {
  const { id, action, outcome, count, actorKind, actorId } = row
  return {
    id,
    at: new Date(row.at).toISOString(),
    actor: {
      kind: actorKind,
      id: orNull(actorId),
      // Of a person who is gone the id stays alone.
      name: actorKind === 'user' ? (names.get(actorId) ?? null) : orNull(row.actorName),
    },
    action,
    target: orNull(row.target),
    node: orNull(row.node),
    outcome,
    count,
    lastAt: new Date(row.lastAt).toISOString(),
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}
