import { index, type SchemaStep } from './schema-steps.ts'

/** By what a series finds its items that are still to be sent. */
export const seriesSteps: readonly SchemaStep[] = [
  index('ledger_open_serial', 'ledger', ['org', 'connection', 'serial'], {
    where: "serial is not null and state = 'open'",
  }),
]
