import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askRule } from './client.ts'
import { identityOf } from './follow-up.ts'
import { named, readSubscriber, type ShownSubscriber } from './identity.ts'
import { instantOfLocal } from './local-time.ts'
import type { Settings } from './settings.ts'
import { newestYes, standingsOf } from './standing.ts'
import type { SubscriberItem } from './subscriber-item.ts'

const suppression = z.looseObject({
  created_at: z.string(),
  dispatcher_type: z.string(),
  message_type: z.enum(['email', 'text_message']),
  suppressed_source_type: z.string().nullish(),
})
type Suppression = z.infer<typeof suppression>

const channels = { email: 'email', text_message: 'sms' } as const

/**
 * Lets somebody back in who was suppressed over the API, as an opt-out from here is, and has agreed since.
 *
 * Never who unsubscribed in Rule, complained, or was suppressed by a person: what was said there is taken back there.
 *
 * @returns whether Rule was asked to; it does so after it has answered.
 */
export async function letBack(
  context: Context<Settings>,
  item: SubscriberItem,
  shown: ShownSubscriber | undefined,
): Promise<boolean> {
  const consents = item.consents ?? []
  const { email, sms } = standingsOf(consents, context.now())
  if (context.config.letBack === 'never' || (email !== 'granted' && sms !== 'granted')) return false
  const held = heldBack(shown) ?? heldBack(await readItem(context, item))
  if (held === undefined || held.length === 0) return false
  const isLifted = ({ message_type: type, dispatcher_type: dispatcher, ...one }: Suppression) => {
    const channel = channels[type]
    const at = instantOfLocal(one.created_at) ?? Date.parse(one.created_at)
    return (
      dispatcher === 'campaign' &&
      one.suppressed_source_type === 'api' &&
      { email, sms }[channel] === 'granted' &&
      newestYes(consents, channel) > at
    )
  }
  const lifted = held.filter(isLifted)
  if (lifted.length === 0) return false
  await askRule(context, {
    method: 'DELETE',
    path: '/v3/suppressions/',
    body: {
      subscribers: [named(identityOf(item))],
      message_types: [...new Set(lifted.map(({ message_type: type }) => type))],
    },
  })
  return lifted.length === held.length
}

/** The suppressions that an answer shows; `undefined` where it only says that there are some, or is none. */
function heldBack(shown: ShownSubscriber | undefined): readonly Suppression[] | undefined {
  return z.array(suppression).safeParse(shown?.suppressed).data
}

function readItem(context: Context<Settings>, item: SubscriberItem) {
  const { email, phone = '' } = identityOf(item)
  return email === undefined
    ? readSubscriber(context, 'phone_number', phone)
    : readSubscriber(context, 'email', email)
}
