import { bigint, index, optional, smallint, table, text, type SchemaStep } from './schema-steps.ts'

/** The tables of digests, alerts, feedback and the quota. */
export const noticeSteps: readonly SchemaStep[] = [
  table('notice', ['org', 'source', 'period', 'target'], {
    org: text,
    source: text,
    period: text,
    target: bigint,
    connection: text,
    action: text,
    input: text,
    state: text,
    attempts: bigint,
    due_at: bigint,
    made_at: bigint,
    settled_at: optional(bigint),
    problem: optional(text),
  }),
  index('notice_open', 'notice', ['org', 'due_at'], { where: "state in ('due', 'sending')" }),
  table('alert_state', ['org', 'alert'], {
    org: text,
    alert: text,
    is_firing: smallint,
    told_at: optional(bigint),
    judged_at: bigint,
    value: optional(text),
    problem: optional(text),
  }),
  table('insight_mute', ['org', 'name'], { org: text, name: text, muted_at: bigint }),
  table('own_notice', ['org', 'kind', 'id'], {
    org: text,
    kind: text,
    id: text,
    definition: text,
    version: bigint,
    changed_at: bigint,
  }),
  table('quota_count', ['org', 'connection', 'day'], {
    org: text,
    connection: text,
    day: bigint,
    paid_orders: bigint,
    counted_at: bigint,
  }),
]
