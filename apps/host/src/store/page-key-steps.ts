import { bigint, optional, table, text, type SchemaStep } from './schema-steps.ts'

/** The table of the keys of hosted pages. */
export const pageKeySteps: readonly SchemaStep[] = [
  table('page_key', ['org', 'id'], {
    org: text,
    id: text,
    secret: text,
    made_at: bigint,
    revoked_at: optional(bigint),
  }),
]
