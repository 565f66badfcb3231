import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { askRule } from './client.ts'
import { suppress } from './follow-up.ts'
import { deleteSubscriber, readSubscriber, type IdentifiedBy } from './identity.ts'
import { groupsOf, type Settings } from './settings.ts'
import type { SubscriberItem } from './subscriber-item.ts'

/** Takes a subscriber out of Rule, or what tells who it is. What is not there is gone. */
export async function deleteItem(
  context: Context<Settings>,
  item: Extract<SinkItem<SubscriberItem>, { readonly op: 'delete' }>,
): Promise<Outcome> {
  const { whenGone = 'keep' } = context.config
  const isDeleted = whenGone === 'delete' || item.because === 'erased'
  if (!isDeleted && whenGone === 'keep') return { status: 'ok' }
  const key = String(item.key[0])
  const by: IdentifiedBy = key.includes('@') ? 'email' : 'phone_number'
  if (isDeleted) await deleteSubscriber(context, by, key)
  else await anonymise(context, by, key)
  return { status: 'ok' }
}

/**
 * Takes away who a subscriber is, as far as Rule lets go of it: the groups of the contact and the address, and all tags.
 *
 * The address or number itself stays, because Rule tells subscribers by it; so all messages are suppressed.
 */
async function anonymise(
  context: Context<Settings>,
  by: 'email' | 'phone_number',
  key: string,
): Promise<void> {
  const found = await readSubscriber(context, by, key)
  if (found === undefined) return
  const { contact, address } = groupsOf(context.config)
  const id = encodeURIComponent(String(found.id))
  for (const group of [contact, address])
    await askRule(context, {
      method: 'DELETE',
      path: `/v3/custom-field-data/${id}/group/${encodeURIComponent(group)}`,
      route: '/v3/custom-field-data/{id}/group/{group}',
      expect: [404],
    })
  await askRule(context, {
    method: 'DELETE',
    path: `/v2/subscribers/${id}/tags/clear`,
    route: '/v2/subscribers/{identifier}/tags/clear',
    query: { identified_by: 'id' },
  })
  await suppress(
    context,
    [by === 'email' ? { email: key } : { phone: key }],
    ['email', 'text_message'],
  )
}
