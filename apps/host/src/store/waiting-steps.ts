import { index, type SchemaStep } from './schema-steps.ts'

/** What of a delivery waits for others is found without a walk over all that it ever sent. */
export const waitingSteps: readonly SchemaStep[] = [
  index('ledger_waits_of', 'ledger', ['org', 'delivery'], { where: 'wait_sink is not null' }),
]
