import type { Context, Outcome, SinkItem } from '@cartograph/core'
import type { Identity } from './event-body.ts'
import type { EventItem } from './event-item.ts'
import { findCustomers } from './find-customer.ts'
import { isTrusted, type Settings } from './settings.ts'

const nobodyYet: Outcome = {
  status: 'skipped',
  reason: 'Nobody in Contacthub has this address yet.',
  again: 'later',
}
const cannotLook: Outcome = {
  status: 'skipped',
  reason: 'Only an address is known, and an untrusted source cannot look for it.',
  again: 'changed',
}

/**
 * Whose an event is: by the id that Contacthub gave where it is known, because another system may own the external id.
 *
 * An event of an external id that is not there waits in Contacthub until somebody comes with it.
 */
export async function customerOf(
  context: Context<Settings>,
  { customer }: Pick<EventItem, 'customer'>,
  references: SinkItem['references'],
): Promise<Identity | Outcome> {
  const { nodeId } = context.config
  const { externalId, id, sessionId, email } = customer
  const known = references['customer'] ?? id ?? null
  if (known !== null) return { customerId: known }
  if ((externalId ?? null) !== null)
    return { bringBackProperties: { type: 'EXTERNAL_ID', value: externalId ?? '', nodeId } }
  if ((sessionId ?? null) !== null)
    return { bringBackProperties: { type: 'SESSION_ID', value: sessionId ?? '', nodeId } }
  if (!isTrusted(context.config)) return cannotLook
  const [found] = await findCustomers(context, { email: email ?? '' })
  return found === undefined ? nobodyYet : { customerId: found }
}
