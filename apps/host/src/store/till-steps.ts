import { bigint, index, optional, table, text, type SchemaStep } from './schema-steps.ts'

/** The tables of what tills call, and of the bonus checks that are given to them. */
export const tillSteps: readonly SchemaStep[] = [
  table('bonus_import', ['org', 'id'], {
    org: text,
    id: text,
    connection: text,
    stream: text,
    file: text,
    bytes: bigint,
    digest: text,
    asked_at: bigint,
    asked_by: text,
    state: text,
    seen_at: bigint,
    read: bigint,
    outcome: optional(text),
  }),
  index('bonus_import_asked', 'bonus_import', ['org', 'asked_at']),
  table('surface_call', ['org', 'connection', 'surface', 'id'], {
    org: text,
    connection: text,
    surface: text,
    id: text,
    at: bigint,
    route: text,
    status: bigint,
    duration_ms: bigint,
    caller: text,
  }),
  index('surface_call_at', 'surface_call', ['org', 'connection', 'surface', 'at']),
]
