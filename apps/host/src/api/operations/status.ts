import * as z from 'zod'
import { operations } from './operation.ts'
import { instant, toldFault } from './told-values.ts'

const deadLetters = z.strictObject({
  count: z.number(),
  examples: z.array(z.strictObject({ at: z.string(), fault: toldFault })),
})
const lastRun = z.strictObject({ at: instant, endedAt: instant.optional(), ok: z.boolean() })
export const paused = z.strictObject({ since: instant, by: z.string() })

/** How a document that a vendor fetches stands. */
export const servedState = z.strictObject({
  version: z.string().optional(),
  items: z.number(),
  bytes: z.number(),
  madeAt: instant.optional(),
  isOutdated: z.boolean(),
  held: z.strictObject({ vanished: z.number(), of: z.number(), at: instant }).optional(),
  fault: toldFault.optional(),
  fetchedAt: instant.optional(),
  fetchedBy: z.string().optional(),
})

const streamState = z.strictObject({
  stream: z.string(),
  records: z.number(),
  deleted: z.number(),
  lastRun: lastRun.optional(),
  open: z.boolean(),
  deadLetters,
  heldDeletes: z
    .strictObject({ candidates: z.number(), of: z.number(), scope: z.string() })
    .optional(),
})

export const deliveryState = z.strictObject({
  id: z.string(),
  paused: z.boolean(),
  lag: z.number(),
  backfilling: z.boolean(),
  held: z.number(),
  failed: z.number(),
  unknown: z.number(),
  lastRun: lastRun.optional(),
  deadLetters,
  served: servedState.optional(),
})

const connectionState = z.strictObject({
  id: z.string(),
  connector: z.string(),
  streams: z.array(streamState),
  paused: paused.optional(),
  schedule: z
    .strictObject({
      rule: z.string(),
      zone: z.string(),
      next: instant.optional(),
      note: z.string().optional(),
    })
    .optional(),
  webhooks: z.strictObject({ waiting: z.number(), done: z.number(), deadLetters }).optional(),
})

const monitoredFault = z.strictObject({
  kind: z.string(),
  message: z.string(),
  hint: z.string().optional(),
})
const standing = z.enum([
  'never',
  'loading',
  'healthy',
  'delayed',
  'failing',
  'authExpired',
  'paused',
])
const monitoring = z.strictObject({
  at: instant,
  connections: z.array(
    z.strictObject({
      connection: z.string(),
      connector: z.string(),
      standing,
      nextAt: instant.optional(),
      paused: paused.optional(),
      streams: z.array(
        z.strictObject({
          stream: z.string(),
          standing,
          completeTo: instant.optional(),
          lastSyncAt: instant.optional(),
          lagMs: z.number().optional(),
          records: z.number(),
          deleted: z.number(),
          openParts: z.number(),
          rejected: z.number(),
          fault: monitoredFault.optional(),
          rejections: z.array(monitoredFault),
        }),
      ),
    }),
  ),
})

const quota = z.strictObject({
  paidOrders: z.number(),
  limit: z.number().optional(),
  used: z.number().optional(),
  state: z.enum(['unlimited', 'fine', 'near', 'over']),
  warnings: z.array(z.string()),
  organisations: z.array(
    z.strictObject({
      organisation: z.string(),
      paidOrders: z.number(),
      connections: z.array(z.strictObject({ connection: z.string(), paidOrders: z.number() })),
      countedAt: instant.optional(),
    }),
  ),
  history: z.array(
    z.strictObject({
      day: z.string(),
      paidOrders: z.number(),
      connections: z.array(
        z.strictObject({
          organisation: z.string(),
          connection: z.string(),
          paidOrders: z.number(),
        }),
      ),
    }),
  ),
})

/** How everything stands. */
export const statusOperations = operations({
  'GET /api/openapi.json': {
    summary: 'This description, as an OpenAPI 3.1 document',
    access: 'caller',
    answer: z.looseObject({ openapi: z.literal('3.1.0'), paths: z.looseObject({}) }),
  },
  'GET /api/status': {
    summary: 'How connections, streams and deliveries stand',
    access: 'status:read',
    answer: z.strictObject({
      connections: z.array(connectionState),
      deliveries: z.array(deliveryState),
      deadLetters: z.number(),
      refusedWebhooks: z.record(z.string(), z.unknown()),
    }),
  },
  'GET /api/monitoring': {
    summary: 'Whether each stream is read as it should be, and to when it is complete',
    access: 'status:read',
    answer: monitoring,
  },
  'GET /api/quota': {
    summary: 'Paid orders of the last thirty days, and how much of the limit that is',
    access: 'status:read',
    answer: quota,
  },
})
