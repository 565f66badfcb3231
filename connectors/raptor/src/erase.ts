import type { Context, Key, Outcome, Person } from '@cartograph/core'
import { askRaptor } from './client.ts'
import type { Settings } from './settings.ts'

/** How long Raptor may take, in its own words. */
const days = 14

/**
 * Asks Raptor to delete whoever an address, and what was streamed, names: one request each.
 *
 * Raptor answers that it has begun, needs up to 14 days, and tells nobody when it is done; so nothing more can be told from here.
 *
 * @see https://content.raptorservices.com/help-center/right-to-be-forgotten-use-the-endpoint (read 2026-11)
 */
export async function erase(
  context: Context<Settings>,
  { email, customerId }: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  const { config } = context
  const streamed = (keys['persons'] ?? []).map(([key]) => String(key))
  const ids = new Set(
    [email, customerId, ...streamed].filter((id) => id !== undefined && id !== ''),
  )
  if (ids.size === 0)
    return {
      status: 'skipped',
      again: 'changed',
      reason: 'Raptor knows people by address or customer number, and neither is known.',
    }
  const { erasureKey, customerId: account } = config
  if (erasureKey === undefined)
    return {
      status: 'skipped',
      again: 'later',
      reason:
        'There is no `erasureKey`. Ask Raptor’s support for the key of the right to be forgotten, or to delete this person.',
    }
  for (const id of ids)
    await askRaptor(context, {
      service: 'erasure',
      method: 'POST',
      path: `/${account}/DeleteUser`,
      route: '/{account}/DeleteUser',
      headers: { 'x-api-key': erasureKey },
      body: { UserId: id },
    }).then((response) => response.body?.cancel())
  return {
    status: 'skipped',
    again: 'later',
    reason: `Raptor has begun to delete this person, needs up to ${days} days, and does not tell when it is done. Its support can confirm it.`,
  }
}
