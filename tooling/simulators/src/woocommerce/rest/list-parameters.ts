import type { Parameter, Parameters } from './parameters.ts'

/** The parameters that lists have in common. */
export function listParameters(options: {
  /** Which dates a list can be cut by: none, when rows were made, or also when they were changed. */
  readonly dates: 'none' | 'created' | 'both'
  readonly orderBy: readonly string[]
  readonly orderByDefault: string
  readonly orderDefault: 'asc' | 'desc'
}): Parameters {
  const date: Parameter = { type: 'string', format: 'date-time' }
  return {
    context: { type: 'string', enum: ['view', 'edit'], default: 'view' },
    page: { type: 'integer', default: 1, minimum: 1 },
    per_page: { type: 'integer', default: 10, minimum: 1, maximum: 100 },
    search: { type: 'string' },
    ...(options.dates !== 'none' && { after: date, before: date }),
    ...(options.dates === 'both' && {
      modified_after: date,
      modified_before: date,
      dates_are_gmt: { type: 'boolean', default: false },
    }),
    exclude: { type: 'array', default: [] },
    include: { type: 'array', default: [] },
    offset: { type: 'integer' },
    order: { type: 'string', enum: ['asc', 'desc'], default: options.orderDefault },
    orderby: { type: 'string', enum: options.orderBy, default: options.orderByDefault },
  }
}
