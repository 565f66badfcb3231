import { bigint, optional, table, text, type SchemaStep } from './schema-steps.ts'

/** The tables of connections that do not work, and of who wants to be told. */
export const troubleSteps: readonly SchemaStep[] = [
  table('connection_trouble', ['org', 'connection'], {
    org: text,
    connection: text,
    since: bigint,
    told_at: optional(bigint),
  }),
  table('trouble_mute', ['org', 'user_id'], { org: text, user_id: text, muted_at: bigint }),
]
