import {
  bigint,
  column,
  index,
  optional,
  starting,
  table,
  text,
  type SchemaStep,
} from './schema-steps.ts'

/** What tokens may do, secrets that were replaced, and the audit log. Tokens from before may do everything, as they could. */
export const accessSteps: readonly SchemaStep[] = [
  column('api_token', 'name', starting(text, 'admin')),
  column('api_token', 'kind', starting(text, 'server')),
  column('api_token', 'permissions', starting(text, '["admin"]')),
  column('api_token', 'nodes', starting(text, '[]')),
  column('api_token', 'origins', starting(text, '[]')),
  column('api_token', 'source', starting(text, 'issued')),
  column('api_token', 'last_used_at', optional(bigint)),
  column('api_token', 'expires_at', optional(bigint)),
  column('api_token', 'revoked_at', optional(bigint)),
  table('former_secret', ['org', 'token', 'hash'], {
    org: text,
    token: text,
    hash: text,
    until: bigint,
  }),
  table('audit', ['org', 'id'], {
    org: text,
    id: text,
    at: bigint,
    actor_kind: text,
    actor_id: text,
    actor_name: text,
    action: text,
    target: text,
    node: text,
    outcome: text,
    count: bigint,
    last_at: bigint,
  }),
  index('audit_at', 'audit', ['org', 'at', 'id']),
]
