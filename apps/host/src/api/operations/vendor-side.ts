import * as z from 'zod'
import { operations } from './operation.ts'
import { instant } from './told-values.ts'

const part = z.strictObject({
  kind: z.enum(['stream', 'feed', 'webhook', 'sink', 'action', 'lookup', 'surface']),
  name: z.string(),
  /** What the key must be allowed, in the vendor's words. */
  permissions: z.array(z.string()),
  /** Of a sink: how it writes, or that the vendor fetches it. */
  mode: z.enum(['append', 'upsert', 'patch', 'served']).optional(),
  /** Of a sink: what vanishes here vanishes there too. */
  deletes: z.boolean().optional(),
})
const preparedStep = z.strictObject({
  what: z.string(),
  state: z.enum(['done', 'already', 'wouldDo', 'byHand']),
  how: z.string().optional(),
})
const webhooks = z.strictObject({
  connection: z.string(),
  address: z.string().optional(),
  takesWebhooks: z.boolean(),
  registersItself: z.boolean(),
  permissions: z.array(z.string()),
  registered: z.array(z.strictObject({ id: z.string(), topic: z.string().optional() })),
  checkedAt: instant.optional(),
  receivedAt: instant.optional(),
  waiting: z.number(),
  failed: z.number(),
  surfaces: z.array(z.strictObject({ name: z.string(), address: z.string() })),
})

/** What stands at the vendor of a connection, and what is made there. */
export const vendorSideOperations = operations({
  'GET /api/connections/:id/vendor-side': {
    summary: 'What a connection can do, and what its account told when it was last asked',
    access: 'configuration:read',
    answer: z.strictObject({
      connection: z.string(),
      /** The id of the connector. */
      connector: z.string(),
      name: z.string(),
      prepares: z.boolean(),
      discovers: z.boolean(),
      found: z.strictObject({ at: instant, value: z.unknown() }).optional(),
      parts: z.array(part),
    }),
    errors: [404],
  },
  'GET /api/connections/:id/handouts': {
    summary: 'What the package of a connector brings to be copied to its vendor, such as a script',
    access: 'configuration:read',
    answer: z.strictObject({
      files: z.array(z.strictObject({ name: z.string(), text: z.string() })),
    }),
    errors: [404],
  },
  'POST /api/connections/:id/discover': {
    summary: 'Ask the account again what only it knows, and keep it',
    access: 'runs:start',
    answer: z.strictObject({
      connection: z.string(),
      isFirst: z.boolean(),
      differences: z.array(
        z.strictObject({
          kind: z.enum(['new', 'gone', 'changed']),
          path: z.array(z.string()),
        }),
      ),
    }),
    errors: [404, 409, 422, 502],
  },
  'POST /api/connections/:id/prepare': {
    summary: 'What would be made at the vendor, or with `make` what was made',
    description: 'What is there already stays as it is, so it may be asked again.',
    access: 'configuration:write',
    body: z.strictObject({ make: z.boolean().optional() }),
    expected: 'Expected a JSON object with `make`, a boolean; it may be left out.',
    answer: z.strictObject({
      connection: z.string(),
      made: z.boolean(),
      steps: z.array(preparedStep),
    }),
    errors: [404, 409, 422, 502],
  },
  'GET /api/connections/:id/webhooks': {
    summary: 'Where a connection is called, and what its vendor was told of that',
    access: 'surfaces:write',
    answer: webhooks,
    errors: [404, 409],
  },
  'POST /api/connections/:id/webhooks/register': {
    summary: 'Tell the vendor where its webhooks go',
    access: 'surfaces:write',
    answer: webhooks,
    errors: [404, 409, 422, 502],
  },
  'POST /api/connections/:id/webhooks/remove': {
    summary: 'Take the webhooks away from the vendor',
    description:
      'A host that serves registers them again by itself; of a connection that rests it does not.',
    access: 'surfaces:write',
    answer: webhooks,
    errors: [404, 409, 422, 502],
  },
})
