import { index, type SchemaStep } from './schema-steps.ts'

/** What was deleted is found without a walk over the log, which is as long as the tables. */
export const purgeSteps: readonly SchemaStep[] = [
  index('change_deleted', 'change', ['org', 'seq'], { where: 'op = 2' }),
]
