import { isFault, type Context, type Key, type Outcome, type Person } from '@cartograph/core'
import { ask, askObject } from './client.ts'
import type { Settings } from './settings.ts'

const route = '/v1/customers/:id'

/** How Stripe names customers; whoever only paid, without an account at the shop, is none and cannot be deleted. */
const customerForm = /^cus_\w+$/

/**
 * Deletes the customers that a person is at Stripe, with their cards and subscriptions.
 *
 * Charges, invoices and events stay at Stripe, which must keep them, and with them what they say of whoever paid; only a
 * redaction, in the Dashboard or by its own interface, takes that out of sight.
 *
 * @see https://docs.stripe.com/api/customers/delete and https://docs.stripe.com/privacy/deletion-requests (read 2026-11-25)
 */
export async function eraseCustomers(
  context: Context<Settings>,
  { customerId }: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  const named = [customerId, ...(keys['customers'] ?? []).map(([id]) => id)]
  const ids = new Set(named.map(String).filter((id) => customerForm.test(id)))
  for (const id of ids) {
    context.signal.throwIfAborted()
    await deleteCustomer(context, id)
  }
  return { status: 'ok' }
}

async function deleteCustomer(context: Context<Settings>, id: string): Promise<void> {
  try {
    await ask(context, { route, id, method: 'DELETE' })
  } catch (error) {
    if (!isFault(error)) throw error
    if (error.kind === 'notFound') return
    // A key that may only read still sees that somebody has deleted the customer by hand.
    if (error.kind === 'permission' && (await isGone(context, id))) return
    throw error
  }
}

async function isGone(context: Context<Settings>, id: string): Promise<boolean> {
  try {
    return (await askObject(context, { route, id })) === null
  } catch (error) {
    if (isFault(error) && error.kind === 'permission') return false
    throw error
  }
}
