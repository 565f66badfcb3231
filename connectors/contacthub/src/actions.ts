import { personal, type Context, type Outcome } from '@cartograph/core'
import * as z from 'zod'
import { settled } from './one-by-one.ts'
import { kit, type Settings } from './settings.ts'
import { sendEvent } from './write-events.ts'

const input = z
  .strictObject({
    message: z.string().min(1).meta({
      description:
        'Name of the event by which the automation in Contacthub knows that its immediate message is to be sent.',
    }),
    email: personal('email', z.email().nullish()).meta({ description: 'To whom: by address.' }),
    customerId: z.string().min(1).nullish().meta({
      description: 'To whom: id of the customer here, where they were written to Contacthub.',
    }),
    data: z.record(z.string(), z.unknown()).nullish().meta({
      description: 'What the message may show: the event’s `extraProperties`.',
    }),
    isMarketing: z.boolean().nullish().meta({
      description: 'Whether it needs the consent to marketing by e-mail. Default false.',
    }),
  })
  .refine(({ email, customerId }) => (email ?? customerId ?? '') !== '', {
    message: 'expected `email` or `customerId`',
    path: ['email'],
  })
type Input = z.infer<typeof input>

/**
 * Has one of Contactsend's immediate messages sent.
 *
 * Its own call is not published. What is: an automation in Contacthub that is triggered by an event and sends an immediate
 * message. So an event is sent whose name the automation asks for.
 */
export const actions = {
  immediateMessage: kit.action({
    schema: input,
    // A message too few is the smaller harm.
    onUnknown: 'lose',
    permissions: ['Events: read and write'],
    subject: ({ email, customerId, isMarketing }: Input) => ({
      ...((email ?? null) !== null && { email: email ?? '' }),
      ...((customerId ?? null) !== null && { customerId: customerId ?? '' }),
      reaches: ['email'],
      ...(isMarketing === true && { needs: ['email'] }),
    }),
    run: (context, given, { idempotencyKey }) => sendMessage(context, given, idempotencyKey),
  }),
}

async function sendMessage(
  context: Context<Settings>,
  { message, email, customerId, data }: Input,
  key: string,
): Promise<Outcome> {
  const item = {
    key,
    type: 'genericPassiveEvent',
    context: 'OTHER',
    at: new Date(context.now()).toISOString(),
    // The external id may be another system's; an address is looked for.
    customer:
      (email ?? null) === null ? { externalId: customerId ?? null } : { email: email ?? null },
    properties: { name: message, extraProperties: data ?? {} },
  } as const
  const outcome = await settled(() => sendEvent(context, item, {}))
  // Nobody asks again for an action.
  return outcome.status === 'pending' ? { status: 'ok', remoteId: outcome.ticket } : outcome
}
