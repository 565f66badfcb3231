import * as z from 'zod'
import { operations } from './operation.ts'
import { deliveryState } from './status.ts'
import { anyObject, instant, toldFault } from './told-values.ts'

const delivery = {
  ...deliveryState.shape,
  from: z.string(),
  connection: z.string(),
  sink: z.string(),
  mapping: z.string(),
  replace: z.boolean(),
  segment: z.string().optional(),
}

/** Deliveries, and what became of their items. */
export const deliveryOperations = operations({
  'GET /api/deliveries': {
    summary: 'All deliveries, and how each stands',
    access: 'status:read',
    answer: z.strictObject({ deliveries: z.array(z.strictObject(delivery)) }),
  },
  'GET /api/deliveries/:id': {
    summary: 'One delivery with its last runs',
    access: 'status:read',
    answer: z.strictObject({
      ...delivery,
      runs: z.array(
        z.strictObject({
          at: instant,
          endedAt: instant.optional(),
          ok: z.boolean(),
          report: z.unknown(),
        }),
      ),
    }),
    errors: [404],
  },
  'POST /api/deliveries/:id/push': {
    summary: 'Send now what changed',
    access: 'runs:start',
    key: 'wanted',
    status: 202,
    answer: z.strictObject({ delivery: z.string() }),
    errors: [404, 409],
  },
  'POST /api/deliveries/:id/test': {
    summary: 'One example of a delivery: what would arrive, or with `send` what arrived',
    description:
      'Personal data is hidden in the answer. `requests` are those that change something at the vendor, as they would leave, with each secret replaced by the name of its setting.',
    access: 'runs:start',
    body: z.strictObject({
      row: z.string().min(1).optional(),
      send: z.boolean().optional(),
    }),
    expected:
      'Expected a JSON object with `row`, the id of a row, and `send`, a boolean; both may be left out.',
    answer: z.strictObject({
      delivery: z.string(),
      to: z.string(),
      example: z.strictObject({
        from: z.enum(['row', 'model']),
        entity: z.string(),
        id: z.string(),
      }),
      sent: z.boolean(),
      items: z.array(
        z.strictObject({
          key: z.string(),
          item: anyObject,
          state: z.enum(['wouldArrive', 'withheld', 'arrived', 'passedOver', 'refused', 'unknown']),
          reason: z.string().optional(),
          fault: toldFault.optional(),
          delivered: z.enum(['same', 'other', 'never']),
          there: z.unknown().optional(),
          requests: z.array(
            z.strictObject({
              method: z.string(),
              address: z.string(),
              headers: z.record(z.string(), z.string()),
              body: z.string().optional(),
              bytes: z.number(),
            }),
          ),
          unshown: z.string().optional(),
        }),
      ),
      faults: z.array(z.strictObject({ fault: toldFault, item: z.unknown().optional() })),
      notes: z.array(z.string()),
    }),
    errors: [404, 409, 422, 502],
  },
})
