import { bigint, column, starting, type SchemaStep } from './schema-steps.ts'

/** Whether records are to be mapped again is known without a walk over all of them; in stores from before, they are looked at once more. */
export const outdatedSteps: readonly SchemaStep[] = [
  column('stream', 'outdated', starting(bigint, 1)),
  column('stream', 'remapped', starting(bigint, 0)),
]
