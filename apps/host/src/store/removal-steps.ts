import { bigint, optional, table, text, type SchemaStep } from './schema-steps.ts'

export const removalSteps: readonly SchemaStep[] = [
  table('connection_removal', ['org', 'connection'], {
    org: text,
    connection: text,
    asked_at: bigint,
    asked_by: text,
    deleted: bigint,
    done_at: optional(bigint),
  }),
]
