import type { Context, Outcome, Person } from '@cartograph/core'
import { askRaptor } from './client.ts'
import type { Settings } from './settings.ts'

/** How long Raptor may take, in its own words. */
const days = 14

/**
 * Asks Raptor to delete whoever an address names.
 *
 * Raptor answers that it has begun, needs up to 14 days, and tells nobody when it is done; so nothing more can be told from here.
 *
 * @see https://content.raptorservices.com/help-center/right-to-be-forgotten-use-the-endpoint (read 2026-11)
 */
export async function erase(context: Context<Settings>, { email }: Person): Promise<Outcome> {
  const { erasureKey, customerId, userId = 'email' } = context.config
  if (email === undefined || email === '')
    return {
      status: 'skipped',
      again: 'changed',
      reason: 'Raptor knows people by their address, and none is known.',
    }
  if (erasureKey === undefined) return byHand(noKey)
  const response = await askRaptor(context, {
    service: 'erasure',
    method: 'POST',
    path: `/${customerId}/DeleteUser`,
    route: '/{account}/DeleteUser',
    headers: { 'x-api-key': erasureKey },
    body: { UserId: email },
  })
  await response.body?.cancel()
  return byHand(userId === 'customer' ? `${begun} ${alsoByNumber}` : begun)
}

const noKey =
  'There is no `erasureKey`. Ask Raptor’s support for the key of the right to be forgotten, or to delete this person.'
const begun = `Raptor has begun to delete this person, needs up to ${days} days, and does not tell when it is done. Its support can confirm it.`
/** Numbers are the shop's, and only its own vendor is told them in an erasure. */
const alsoByNumber =
  'It was asked by the address alone: where the person has a customer number, ask the support to delete that too.'

function byHand(reason: string): Outcome {
  return { status: 'skipped', again: 'later', reason }
}
