import { personal } from '@cartograph/core'
import * as z from 'zod'
import { ruleId } from './identity.ts'
import { kit } from './settings.ts'

/** A message that came back. What the other server wrote is not kept: it often repeats the address. */
export const bounceRow = z.looseObject({
  id: z.string(),
  /** When it was told: Rule does not say when it happened. */
  at: z.string(),
  type: z.string(),
  message_type: z.string(),
  dispatcher_type: z.string().nullish(),
  dispatcher_id: ruleId.nullish(),
  subscriber: z.looseObject({
    id: ruleId,
    email: personal('email', z.string().nullish()),
    phone_number: personal('phone', z.string().nullish()),
  }),
})
export type BounceRow = z.infer<typeof bounceRow>

/** As a webhook tells it. */
export const toldBounce = z.looseObject({
  dispatcher_id: ruleId.nullish(),
  type: z.string(),
  message_type: z.string(),
  dispatcher_type: z.string().nullish(),
})

/** Messages that came back. No list of Rule shows them, so they are known by webhooks alone. */
export const bounces = kit.stream({
  schema: bounceRow,
  key: ({ id }) => id,
  deletes: 'never',
})

/**
 * A bounce as a row.
 *
 * It has no id and no instant, so it is the same one when the same dispatcher's message to the same person is told of again on the same day.
 */
export function bounceOf(
  told: z.infer<typeof toldBounce>,
  subscriber: BounceRow['subscriber'],
  now: number,
): BounceRow {
  const at = new Date(now).toISOString()
  const { type, message_type, dispatcher_type, dispatcher_id } = told
  const { id, email, phone_number } = subscriber
  return {
    id: [id, message_type, type, dispatcher_id ?? '', at.slice(0, 10)].join('/'),
    at,
    type,
    message_type,
    dispatcher_type,
    dispatcher_id,
    subscriber: { id, email, phone_number },
  }
}
