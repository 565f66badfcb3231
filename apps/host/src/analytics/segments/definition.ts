import { fault } from '@cartograph/core'
import * as z from 'zod'
import { resources, segmentFields } from './fields.ts'

const operator = z.enum(['=', '!=', '<', '<=', '>', '>=', 'in', 'contains', 'known'])

/** What a value is compared with: itself, a percentile of the field, or a number of the shop or another field, multiplied. */
const operand = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
  z.strictObject({ percentile: z.int().min(1).max(99) }),
  z.strictObject({
    constant: z.enum(['lapse_days', 'first_to_second_days']),
    times: z.number().optional(),
  }),
  z.strictObject({ field: z.string(), times: z.number().optional() }),
])

const comparison = z.strictObject({ field: z.string(), op: operator, value: operand.optional() })

export type Operator = z.infer<typeof operator>
export type Operand = z.infer<typeof operand>
export type Comparison = z.infer<typeof comparison>

/** How many linked orders, products or customers there are, or the sum of one of their fields, in the last days. */
export interface Aggregate {
  readonly count?: Resource | undefined
  readonly sum?: string | undefined
  readonly of?: Resource | undefined
  readonly where?: Condition | undefined
  readonly days?: number | undefined
  readonly op: Operator
  readonly value: number
}

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
  | Aggregate

export type Resource = (typeof resources)[number]

export interface Segment {
  readonly id: string
  readonly name: string
  readonly resource: Resource
  readonly where: Condition
}

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition) }),
    z.strictObject({ not: condition }),
    comparison,
    z.strictObject({ count: z.enum(resources), ...aggregated }),
    z.strictObject({ sum: z.string(), of: z.enum(resources), ...aggregated }),
  ]),
)

const aggregated = {
  where: z.lazy(() => condition).optional(),
  days: z.int().min(1).max(36_500).optional(),
  op: operator,
  value: z.number(),
}

const segment = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/u),
  name: z.string().min(1),
  resource: z.enum(resources),
  where: condition,
})

/**
 * Reads a segment from outside.
 *
 * @throws a `config` fault that says which part is not understood, or which field there is none of.
 */
export function parseSegment(value: unknown): Segment {
  const parsed = segment.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refused(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`)
  }
  checkFields(parsed.data.where, parsed.data.resource)
  return parsed.data
}

function checkFields(where: Condition, resource: Resource): void {
  if ('all' in where) return where.all.forEach((part) => checkFields(part, resource))
  if ('any' in where) return where.any.forEach((part) => checkFields(part, resource))
  if ('not' in where) return checkFields(where.not, resource)
  if ('field' in where) {
    checkField(where.field, resource)
    if (where.op !== 'known' && where.value === undefined)
      throw refused(`${where.field}: expected a value to compare with`)
    if (typeof where.value === 'object' && 'field' in where.value)
      checkField(where.value.field, resource)
    return undefined
  }
  const linked = where.count ?? where.of ?? resource
  if (where.sum !== undefined) checkField(where.sum, linked)
  return where.where === undefined ? undefined : checkFields(where.where, linked)
}

function checkField(field: string, resource: Resource): void {
  const known = segmentFields[resource].map(({ id }) => id)
  if (!known.includes(field))
    throw refused(`a ${resource} has no field "${field}"; it has ${known.join(', ')}`)
}

function refused(what: string): Error {
  return fault({
    kind: 'config',
    message: `The segment is not understood: ${what}.`,
    hint: 'docs/analytics/segments.md shows what a segment can say.',
  })
}
