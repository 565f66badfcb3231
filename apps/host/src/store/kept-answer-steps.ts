import { bigint, index, optional, table, text, type SchemaStep } from './schema-steps.ts'

/** The table of answers that are kept under a key. */
export const keptAnswerSteps: readonly SchemaStep[] = [
  table('kept_answer', ['org', 'route', 'key'], {
    org: text,
    route: text,
    key: text,
    hash: text,
    status: optional(bigint),
    answer: optional(text),
    at: bigint,
  }),
  index('kept_answer_at', 'kept_answer', ['org', 'at']),
]
