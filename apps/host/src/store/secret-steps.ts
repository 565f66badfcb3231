import { bigint, table, text, type SchemaStep } from './schema-steps.ts'

/** The table of what is kept sealed. */
export const secretSteps: readonly SchemaStep[] = [
  table('secret', ['org', 'name'], { org: text, name: text, sealed: text, set_at: bigint }),
]
