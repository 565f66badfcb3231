import * as z from 'zod'
import { operations } from './operation.ts'
import { day } from './told-values.ts'

/** What campaigns are told apart by: the same words as in `analytics/attribution`, which draws in more than a program that calls needs. */
const dimension = z.enum([
  'source',
  'medium',
  'campaign',
  'message',
  'store',
  'product',
  'category',
])
const model = z.enum(['last', 'first'])

const sums = {
  orders: z.string(),
  units: z.string(),
  unitsBack: z.string(),
  sales: z.string(),
  returns: z.string(),
  revenue: z.string(),
}

/** Which campaigns led to which orders. */
export const campaignOperations = operations({
  'POST /api/attribution/report': {
    summary: 'What campaigns came to: orders, units, sales, returns and revenue',
    description:
      'Each order counts once, for the one link that led to it, on its own day, with everything that was ever given back of it. Money is text in minor units, without tax and shipping.',
    access: 'figures:read',
    node: true,
    body: z.strictObject({
      range: z.strictObject({ from: z.string().max(40), to: z.string().max(40) }),
      by: z.array(dimension).max(7).optional(),
      model: model.optional(),
      currency: z.string().max(10).optional(),
      stores: z.array(z.string().max(600)).max(1000).optional(),
      limit: z.int().min(1).max(10_000).optional(),
    }),
    judgesBody: true,
    answer: z.strictObject({
      range: z.strictObject({ from: day, to: day }),
      model,
      windowHours: z.number(),
      currency: z.string(),
      by: z.array(dimension),
      rows: z.array(
        z.strictObject({ group: z.array(z.string()), name: z.string().optional(), ...sums }),
      ),
      count: z.number(),
      total: z.strictObject(sums),
      all: z.strictObject({ orders: z.string(), revenue: z.string() }),
      unconverted: z.array(
        z.strictObject({ currency: z.string(), orders: z.string(), amount: z.string() }),
      ),
      isCurrent: z.boolean(),
    }),
  },
})
