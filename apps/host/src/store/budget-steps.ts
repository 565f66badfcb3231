import { bigint, narrowTable, smallint, text, type SchemaStep } from './schema-steps.ts'

export const budgetSteps: readonly SchemaStep[] = [
  narrowTable(
    'budget',
    ['org', 'key'],
    {
      org: text,
      key: text,
      free_at: bigint,
      blocked_until: bigint,
      share: bigint,
      lowered_at: bigint,
    },
    { fillPercent: 10 },
  ),
  narrowTable(
    'budget_slot',
    ['org', 'key', 'n'],
    { org: text, key: text, n: bigint, owner: text, until: bigint },
    { fillPercent: 10 },
  ),
  narrowTable(
    'budget_owner',
    ['org', 'key', 'owner'],
    {
      org: text,
      key: text,
      owner: text,
      seen_at: bigint,
      waits_since: bigint,
      is_short: smallint,
    },
    { fillPercent: 10 },
  ),
]
