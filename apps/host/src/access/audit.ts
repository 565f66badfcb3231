import { randomUUID } from 'node:crypto'
import { addAuditRow, type AuditRow, type Dialect, type Work } from '../store/index.ts'
import type { Actor } from './actor.ts'

/** What is worth an entry in the audit log. */
const auditActions = [
  'token.issue',
  'token.declare',
  'token.rotate',
  'token.revoke',
  'customer.search',
  'surface.find',
  'customer.create',
  'customer.update',
  'customer.merge',
  'customer.split',
  'customer.undo',
  'customer.export',
  'customer.erase',
  'event.write',
  'bonus.import',
  'feed.run',
  'feed.allow',
  'feed.rotate',
  'letters.replay',
  'letters.discard',
  'delivery.push',
  'rates.write',
  'segment.create',
  'segment.update',
  'segment.delete',
  'alert.write',
  'alert.delete',
  'digest.write',
  'digest.delete',
  'report.send',
  'share.make',
  'share.renew',
  'share.revoke',
  'portal.logo',
  'automation.pause',
  'automation.resume',
  'connection.pause',
  'connection.resume',
  'connection.discover',
  'connection.prepare',
  'webhooks.register',
  'webhooks.remove',
  'upload.write',
  'upload.remove',
  'people.setup',
  'people.invite',
  'people.uninvite',
  'people.join',
  'people.role',
  'people.remove',
  'people.reset',
  'session.begin',
  'session.end',
  'password.change',
  'factor.enable',
  'factor.disable',
  'secret.set',
  'secret.remove',
  'secret.rotate',
  'audit.purge',
  'configuration.write',
  'configuration.delete',
  'configuration.restore',
  'connection.purge',
  'organisation.create',
  'organisation.remove',
  'organisation.purge',
  'module.choose',
  'mails.choose',
  'request.refuse',
] as const

export type AuditAction = (typeof auditActions)[number]

export interface AuditEntry {
  readonly at: number
  readonly actor: Actor
  readonly action: AuditAction
  /** What it was done to, by an id of ours. Never an address, a name or a number of a person. */
  readonly target?: string | undefined
  readonly node?: string | undefined
  /** Default `done`; else in a word or two, such as `failed`. */
  readonly outcome?: string
}

/**
 * Writes an entry of the audit log, in the transaction of what it tells: neither is there without the other.
 *
 * It is kept for as long as the store unless the configuration says how long, so nothing personal and no secret may be in it.
 */
export function* audit(dialect: Dialect, org: string, entry: AuditEntry): Work<void> {
  yield* addAuditRow(dialect, org, rowOf(entry))
}

/** The same for what happens often: one entry a day for all that are the same, and how many they are. */
export function* auditOften(dialect: Dialect, org: string, entry: AuditEntry): Work<void> {
  yield* addAuditRow(dialect, org, countedRow(entry, 1))
}

/** An entry that stands for all of its day that are the same; in every process it has the same id. */
export function countedRow(entry: AuditEntry, count: number): AuditRow {
  const row = rowOf(entry)
  const { actorKind, actorId, action, target, node, outcome } = row
  const day = new Date(entry.at).toISOString().slice(0, 10)
  const id = ['day', day, actorKind, actorId, action, target, node, outcome].join(' ')
  return { ...row, id, count }
}

function rowOf({ at, actor, action, target, node, outcome = 'done' }: AuditEntry): AuditRow {
  return {
    id: randomUUID(),
    at,
    actorKind: actor.kind,
    actorId: actor.kind === 'token' || actor.kind === 'user' ? actor.id : '',
    // The name of a person is looked up when an entry is shown, and forgotten with the person.
    actorName: actor.kind === 'token' ? actor.name : '',
    action,
    target: target ?? '',
    node: node ?? '',
    outcome,
    count: 1,
    lastAt: at,
  }
}
