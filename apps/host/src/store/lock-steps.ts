import { bigint, table, text, type SchemaStep } from './schema-steps.ts'

/** The table of persons whose erasure is not done. */
export const lockSteps: readonly SchemaStep[] = [
  table('person_lock', ['org', 'person'], {
    org: text,
    person: text,
    traces: text,
    attempts: bigint,
    due_at: bigint,
  }),
]
