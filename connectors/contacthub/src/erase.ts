import type { Context, Key, Outcome, Person } from '@cartograph/core'
import { findCustomers, readCustomer } from './find-customer.ts'
import { isTrusted, searchLagOf, type Settings } from './settings.ts'
import { deleteCustomer } from './write-customers.ts'

/** Of a customer that was read; what was sent is named by its external id. */
const hubId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Deletes everybody in the node whom an address, an external id or a record names, with their events.
 *
 * Lists lag behind, so after a deletion it is looked once more.
 */
export async function erase(
  context: Context<Settings>,
  { email, customerId }: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  if (!isTrusted(context.config)) return byHand
  const known = (keys['customers'] ?? []).map(([key]) => String(key))
  const externalIds = [customerId, ...known]
  const named = new Set(known.filter((key) => hubId.test(key)))
  if (email !== undefined) for (const id of await findCustomers(context, { email })) named.add(id)
  for (const externalId of externalIds)
    if (externalId !== undefined)
      for (const id of await findCustomers(context, { externalId })) named.add(id)
  let deleted = 0
  for (const id of named) {
    // A list may still show somebody who is gone.
    if ((await readCustomer(context, id)) === undefined) continue
    await deleteCustomer(context, id)
    deleted += 1
  }
  if (deleted === 0) return { status: 'ok' }
  return {
    status: 'pending',
    ticket: 'look once more',
    afterMs: Math.max(1_000, searchLagOf(context.config)),
  }
}

const byHand: Outcome = {
  status: 'skipped',
  reason: 'An untrusted source deletes nobody: delete the customer in Contacthub by hand.',
  again: 'later',
}
