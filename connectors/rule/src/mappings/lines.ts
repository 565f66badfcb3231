import type { Expression } from '@cartograph/core'

/** An amount in words. */
export function decimal(field: string): Expression {
  return { $decimal: field, currency: '$.currency' }
}

/** What the lines have in one field, each once. */
export function ofLines(field: string): Expression {
  return {
    $unique: { $filter: { $each: '$.lines', as: field }, where: { $not: { $isBlank: '$' } } },
  }
}
