import * as z from 'zod'
import { operations } from './operation.ts'
import { after, instant, limitUpTo, next, toldFault } from './told-values.ts'

const keys = z.array(z.string().min(1).max(2000)).min(1).max(1000).optional()

/** What could not be processed: looked at, tried again, and put away. */
export const deadLetterOperations = operations({
  'GET /api/dead-letters': {
    summary: 'Where there are dead letters, and how many',
    access: 'status:read',
    answer: z.strictObject({
      parts: z.array(
        z.strictObject({
          part: z.string(),
          side: z.enum(['source', 'delivery']),
          count: z.number(),
        }),
      ),
    }),
  },
  'GET /api/dead-letters/:part': {
    summary:
      'Dead letters of a delivery or a stream, each with what came, what was made of it, and why not',
    description:
      'A part is called like a delivery, or `connection.stream`. What came may hold personal data.',
    access: 'customers:export',
    query: z.object({ after, limit: limitUpTo(200, 50) }),
    answer: z.strictObject({
      letters: z.array(
        z.strictObject({
          key: z.string(),
          at: z.string(),
          createdAt: instant,
          fault: toldFault,
          native: z.unknown(),
          mapped: z.unknown(),
        }),
      ),
      next,
    }),
    errors: [404],
  },
  'POST /api/dead-letters/:part/replay': {
    summary: 'Process dead letters again: all, or those of some keys',
    access: 'runs:start',
    key: 'wanted',
    body: z.strictObject({ keys }),
    answer: z.strictObject({
      replayed: z.number(),
      mended: z.number(),
      failed: z.number(),
      notes: z.array(z.string()),
      fault: toldFault.optional(),
    }),
    errors: [404, 409, 422, 502],
  },
  'POST /api/dead-letters/:part/discard': {
    summary: 'Put dead letters away for good: all, or those of some keys',
    access: 'runs:start',
    body: z.strictObject({ keys }),
    answer: z.strictObject({ discarded: z.number() }),
    errors: [404],
  },
})
