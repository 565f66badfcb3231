import * as z from 'zod'
import { operations } from './operation.ts'
import { servedState } from './status.ts'
import { anyObject, counts, instant, limitUpTo, toldFault } from './told-values.ts'

const address = z.strictObject({ address: z.string() })
const severity = z.enum(['error', 'warning'])
const problems = z.array(
  z.strictObject({
    field: z.string(),
    rule: z.string(),
    severity,
    expected: z.string(),
    count: z.number(),
    examples: z.array(z.strictObject({ row: z.string(), value: z.string().optional() })),
  }),
)
const feedCounts = {
  read: z.number(),
  leftOut: counts,
  invalid: z.number(),
  items: z.number(),
  problems,
}
const report = z.strictObject({
  ...feedCounts,
  feed: z.string(),
  state: z.enum(['made', 'same', 'held', 'waiting', 'failed']),
  at: instant,
  durationMs: z.number(),
  version: z.string().optional(),
  bytes: z.number().optional(),
  vanished: z.number(),
  held: z.strictObject({ vanished: z.number(), of: z.number() }).optional(),
  before: z
    .looseObject({
      items: z.number(),
      problems: z.array(
        z.looseObject({ field: z.string(), rule: z.string(), severity, count: z.number() }),
      ),
    })
    .optional(),
  pushed: z
    .strictObject({
      sent: z.number(),
      unchanged: z.number(),
      deleted: z.number(),
      left: z.number(),
      fault: toldFault.optional(),
    })
    .optional(),
  file: z.string().optional(),
  fault: toldFault.optional(),
  notes: z.array(z.string()),
})
const feed = z.strictObject({ feed: z.string() })

/** What vendors, tills and forms fetch and call: documents, product feeds and surfaces. */
export const documentOperations = operations({
  'GET /api/served': {
    summary: 'Documents that vendors fetch, with their addresses',
    access: 'served:read',
    answer: z.strictObject({
      served: z.array(
        z.strictObject({
          connection: z.string(),
          sink: z.string(),
          address: z.string().optional(),
          state: servedState.optional(),
          versions: z.array(
            z.strictObject({
              version: z.string(),
              items: z.number(),
              bytes: z.number(),
              madeAt: instant,
            }),
          ),
        }),
      ),
    }),
  },
  'POST /api/served/:connection/:sink/rotate': {
    summary: 'Give a document another address',
    access: 'served:write',
    answer: address,
    errors: [404],
  },
  'POST /api/served/:connection/:sink/accept': {
    summary: 'Agree to a version that is held',
    access: 'served:write',
    status: 202,
    answer: z.strictObject({ accepted: z.literal(true) }),
    errors: [404, 409],
  },
  'GET /api/feeds': {
    summary: 'All product feeds, and how each stands',
    access: 'served:read',
    answer: z.strictObject({
      feeds: z.array(
        z.strictObject({
          id: z.string(),
          set: z.string(),
          form: z.string(),
          rows: z.enum(['variant', 'product']),
          address: z.string().optional(),
          state: servedState.optional(),
          last: report.optional(),
        }),
      ),
    }),
  },
  'GET /api/feeds/:id/preview': {
    summary: 'The first rows of a feed, with what is wrong with them; nothing is made',
    access: 'served:read',
    query: z.object({ rows: limitUpTo(200, 10) }),
    expected: 'In `rows`: expected a number from 1 to 200.',
    answer: z.strictObject({
      rows: z.array(
        z.strictObject({
          row: z.string(),
          item: anyObject.optional(),
          problems: z.array(
            z.strictObject({
              field: z.string(),
              rule: z.string(),
              severity,
              expected: z.string(),
              value: z.string().optional(),
            }),
          ),
        }),
      ),
      leftOut: counts,
      text: z.string(),
    }),
    errors: [404, 409, 422],
  },
  'GET /api/feeds/:id/report': {
    summary: 'What the last runs of a feed did, or with `now` what one would do',
    access: 'served:read',
    query: z.object({ now: z.string().optional() }),
    answer: z.union([
      z.strictObject({ reports: z.array(report) }),
      z.strictObject({ check: z.strictObject(feedCounts) }),
    ]),
    errors: [404, 409, 422],
  },
  'POST /api/feeds/:id/run': {
    summary: 'Make a feed now',
    access: 'runs:start',
    key: 'wanted',
    status: 202,
    answer: feed,
    errors: [404],
  },
  'POST /api/feeds/:id/allow': {
    summary: 'Agree to a version of a feed that is held',
    access: 'served:write',
    status: 202,
    answer: feed,
    errors: [404, 409],
  },
  'POST /api/feeds/:id/rotate': {
    summary: 'Give a feed another address',
    access: 'served:write',
    answer: address,
    errors: [404],
  },
  'GET /api/surfaces': {
    summary: 'Surfaces that tills and forms call, with their addresses',
    access: 'surfaces:write',
    answer: z.strictObject({
      surfaces: z.array(
        z.strictObject({
          connection: z.string(),
          name: z.string(),
          address: z.string().optional(),
          takes: z.array(z.string()),
        }),
      ),
    }),
  },
  'GET /api/surfaces/:connection/:name/calls': {
    summary: 'The last calls of a surface, and what was answered',
    description: 'Never what was asked for: paths stand as the connector names them.',
    access: 'surfaces:write',
    answer: z.strictObject({
      calls: z.array(
        z.strictObject({
          id: z.string(),
          at: instant,
          route: z.string(),
          status: z.number(),
          durationMs: z.number(),
          caller: z.string(),
        }),
      ),
    }),
    errors: [404],
  },
  'POST /api/surfaces/:connection/:name/rotate': {
    summary: 'Give a surface another address',
    access: 'surfaces:write',
    answer: address,
    errors: [404],
  },
})
