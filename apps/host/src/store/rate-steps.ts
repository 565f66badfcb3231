import { bigint, narrowTable, text, type SchemaStep } from './schema-steps.ts'

/** The table of exchange rates. */
export const rateSteps: readonly SchemaStep[] = [
  narrowTable('rate', ['org', 'currency', 'day', 'source'], {
    org: text,
    currency: text,
    day: bigint,
    source: text,
    rate: text,
  }),
]
