import type { Context, Registration } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty } from './client.ts'
import { theList } from './lists.ts'
import type { Settings } from './settings.ts'
import { readSublist } from './sublists.ts'

const triggers = [
  'subscribe',
  'update',
  'unsubscribe',
  'spamComplaint',
  'click',
  'open',
  'hardbounce',
] as const
const wanted = Object.fromEntries(triggers.map((name) => [name, 1]))
const shownWebhook = z.looseObject({ id: z.coerce.number(), url: z.string() })

/**
 * One webhook of the list for everything, where there is somebody to write to about its failures; else it is made by hand.
 *
 * @see https://github.com/Heyloyalty/HL-phpclient (read 2026-11)
 */
export async function register(
  context: Context<Settings>,
  url: string,
): Promise<readonly Registration[]> {
  const { contactEmail } = context.config
  if (contactEmail === undefined) return []
  const { id } = await theList(context)
  const before = await ours(context, id, url)
  if (before.length > 0) return before
  const { status } = await askHeyloyalty(context, {
    method: 'POST',
    path: `/lists/${id}/webhooks`,
    route: '/lists/{id}/webhooks',
    expect: [404, 405],
    // Looked for first, so that one made twice is none more than the next look finds.
    json: { url, contact_email: contactEmail, webhookTriggers: { ...wanted, sent: 0 } },
  })
  if (status >= 400) {
    context.log.warn(
      'Heyloyalty makes no webhooks over the API for this account: make one by hand, in Heyloyalty under Settings, Webhooks.',
    )
    return []
  }
  return ours(context, id, url)
}

export async function unregister(
  context: Context<Settings>,
  registered: readonly Registration[],
): Promise<void> {
  const { id } = await theList(context)
  for (const one of registered)
    await askHeyloyalty(context, {
      method: 'DELETE',
      path: `/lists/${id}/webhooks/${encodeURIComponent(one.id)}`,
      route: '/lists/{id}/webhooks/{id}',
      expect: [404],
    })
}

async function ours(
  context: Context<Settings>,
  listId: number,
  url: string,
): Promise<readonly Registration[]> {
  const all = await readSublist(context, listId, 'webhooks', shownWebhook)
  return all.filter((one) => one.url === url).map(({ id }) => ({ id: String(id) }))
}
