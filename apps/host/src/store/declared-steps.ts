import { bigint, index, optional, table, text, type SchemaStep } from './schema-steps.ts'

/** Configuration that is kept in the store, with what it was, and organisations that are made there. */
export const declaredSteps: readonly SchemaStep[] = [
  table('declared_entry', ['org', 'section', 'id'], {
    org: text,
    section: text,
    id: text,
    value: text,
    version: bigint,
    changed_at: bigint,
    changed_by: text,
  }),
  table('declared_version', ['org', 'section', 'id', 'version'], {
    org: text,
    section: text,
    id: text,
    version: bigint,
    value: optional(text),
    changed_at: bigint,
    changed_by: text,
  }),
  table('declared_state', ['org'], { org: text, revision: bigint }),
  table('organisation', ['org', 'id'], {
    org: text,
    id: text,
    name: text,
    made_at: bigint,
    made_by: text,
  }),
  table('module_choice', ['org', 'module'], {
    org: text,
    module: text,
    choice: text,
    changed_at: bigint,
    changed_by: text,
  }),
  // Requests are led to the organisation whose address they know.
  index('address_token', 'address', ['org', 'token']),
  index('api_token_hash', 'api_token', ['org', 'hash']),
]
