import { bigint, index, table, text, type SchemaStep } from './schema-steps.ts'

/** The tables of transactions that surfaces make. */
export const transactionSteps: readonly SchemaStep[] = [
  table(
    'transact_lock',
    ['org', 'name'],
    { org: text, name: text, version: bigint, locked_at: bigint },
    { isNarrow: true, fillPercent: 70 },
  ),
  index('transact_lock_age', 'transact_lock', ['org', 'locked_at']),
  table('transact_answer', ['org', 'once'], { org: text, once: text, answer: text, at: bigint }),
  index('transact_answer_age', 'transact_answer', ['org', 'at']),
]
