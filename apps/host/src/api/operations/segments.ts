import * as z from 'zod'
import { operators, resources, shopConstants } from '../../segments/index.ts'
import { operations } from './operation.ts'
import { seenPerson } from './told-persons.ts'
import { after, instant, limitUpTo, next } from './told-values.ts'

const node = z.string().max(200).optional()
const origin = z.enum(['predefined', 'file', 'api', 'store'])
const condition = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .describe('What docs/analytics/segments.md tells of.')
const definition = z.object({
  name: z.string().min(1).max(200),
  resource: z.enum(resources).optional(),
  where: condition,
})
const example = {
  name: 'Three orders or more',
  resource: 'customer',
  where: { field: 'orders', op: '>=', value: 3 },
}
const segment = {
  id: z.string(),
  name: z.string(),
  resource: z.enum(resources),
  where: z.unknown(),
  origin,
}
const named = z.strictObject({ ...segment, version: z.number().optional(), says: z.string() })
const linked = z.enum([...resources, 'event'])
const fieldType = z.enum(['number', 'money', 'days', 'text', 'list', 'flag'])

export interface ExplainedCondition {
  readonly condition: string
  readonly isFulfilled: boolean
  readonly value?: string | number | undefined
  readonly comparedWith?: number | undefined
  readonly parts?: readonly ExplainedCondition[] | undefined
}
const explained: z.ZodType<ExplainedCondition> = z.strictObject({
  condition: z.string(),
  isFulfilled: z.boolean(),
  value: z.union([z.string(), z.number()]).optional(),
  comparedWith: z.number().optional(),
  get parts() {
    return z.array(explained).optional()
  },
})

/** Segments of customers, orders and products. */
export const segmentOperations = operations({
  'GET /api/segments': {
    summary: 'All segments with how many each has',
    access: 'segments:read',
    node: true,
    query: z.object({ node }),
    answer: z.strictObject({
      segments: z.array(
        z.strictObject({
          ...segment,
          version: z.number().optional(),
          members: z.number(),
          tooLittleData: z.boolean(),
          judgedAt: instant.optional(),
          isOfToday: z.boolean(),
        }),
      ),
      isCurrent: z.boolean(),
    }),
  },
  'POST /api/segments/count': {
    summary: 'How many a definition has, before it is kept',
    access: 'segments:read',
    node: true,
    query: z.object({ node }),
    body: definition,
    judgesBody: true,
    example,
    answer: z.strictObject({
      count: z.number(),
      tooLittleData: z.boolean(),
      isCurrent: z.boolean(),
    }),
  },
  'GET /api/segment-fields': {
    summary: 'What conditions of segments can look at, and how it can be compared',
    access: 'segments:read',
    answer: z.strictObject({
      fields: z.record(
        linked,
        z.array(z.strictObject({ id: z.string(), type: fieldType, definition: z.string() })),
      ),
      operators: z.record(fieldType, z.array(z.enum(operators))),
      linkedTo: z.record(linked, z.array(linked)),
      constants: z.array(z.enum(shopConstants)),
      currency: z.string(),
      exponent: z
        .number()
        .describe('How many decimals the currency has: amounts are in minor units.'),
    }),
  },
  'GET /api/segments/:id': {
    summary: 'One segment, and what it says in words',
    access: 'segments:read',
    node: true,
    answer: named,
    errors: [404],
  },
  'PUT /api/segments/:id': {
    summary: 'Make a segment, or change one',
    access: 'segments:write',
    versioned: true,
    body: definition,
    judgesBody: true,
    example,
    status: [200, 201],
    answer: named,
    errors: [409, 412, 428],
  },
  'DELETE /api/segments/:id': {
    summary: 'Delete a segment that was made over the API',
    access: 'segments:write',
    versioned: true,
    status: 204,
    errors: [404, 409, 412, 428],
  },
  'GET /api/segments/:id/members': {
    summary: 'Who is in a segment, a page at a time',
    description: 'Of customers each is told as the list of customers tells them.',
    access: 'customers:read',
    node: true,
    query: z.object({ node, after, limit: limitUpTo(1000, 100) }),
    expected: 'Expected `after`, the last member of the page before, and a `limit` from 1 to 1000.',
    answer: z.strictObject({
      members: z.array(
        z.strictObject({
          member: z.string(),
          enteredAt: instant.optional(),
          person: seenPerson.optional(),
        }),
      ),
      next,
    }),
    errors: [404],
  },
  'GET /api/segments/:id/members/:member': {
    summary: 'Why somebody is in a segment or not, condition by condition',
    access: 'customers:read',
    answer: z.strictObject({ isIn: z.boolean(), tooLittleData: z.boolean(), explained }),
    errors: [404],
  },
})
