import { bigint, index, optional, table, text, type SchemaStep } from './schema-steps.ts'

/** The tables of links to dashboards and portals. */
export const shareSteps: readonly SchemaStep[] = [
  table('share', ['org', 'id'], {
    org: text,
    id: text,
    hash: text,
    section: text,
    target: text,
    settings: text,
    choices: text,
    origins: text,
    password: optional(text),
    expires_at: optional(bigint),
    made_at: bigint,
    made_by: text,
    opened_at: optional(bigint),
    opens: bigint,
  }),
  index('share_hash', 'share', ['org', 'hash'], { isUnique: true }),
  table('portal_logo', ['org', 'portal'], {
    org: text,
    portal: text,
    type: text,
    data: text,
    made_at: bigint,
  }),
]
