import * as z from 'zod'
import { operations } from './operation.ts'
import { anyObject, toldFault } from './told-values.ts'

/** Deliveries, and what became of their items. */
export const deliveryOperations = operations({
  'POST /api/deliveries/:id/test': {
    summary: 'One example of a delivery: what would arrive, or with `send` what arrived',
    description: 'Personal data is hidden in the answer.',
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
        }),
      ),
      faults: z.array(z.strictObject({ fault: toldFault, item: z.unknown().optional() })),
      notes: z.array(z.string()),
    }),
    errors: [404, 409, 422, 502],
  },
})
