import { bigint, table, text, type SchemaStep } from './schema-steps.ts'

export const pauseSteps: readonly SchemaStep[] = [
  table('connection_pause', ['org', 'connection'], {
    org: text,
    connection: text,
    paused_at: bigint,
    paused_by: text,
  }),
]
