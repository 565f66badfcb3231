import { textIn } from '../json.ts'
import type { KindName } from '../kinds/kinds.ts'
import type { Account } from '../store/account.ts'
import { cancelSubscription } from './billing.ts'
import { existing, remove } from './change.ts'

/** What can be deleted at all. */
const removable: ReadonlySet<KindName> = new Set([
  'coupons',
  'customers',
  'invoice_items',
  'invoices',
  'payment_methods',
  'plans',
  'prices',
  'products',
  'tax_ids',
  'test_clocks',
  'webhook_endpoints',
])

/**
 * Deletes an object and what goes with it: the subscriptions of a customer are cancelled, a test clock takes its customers
 * along.
 *
 * @throws for what is never deleted, such as charges, and for invoices that are no drafts.
 */
export function removeWithAll(account: Account, kind: KindName, id: string): void {
  const row = existing(account, kind, id)
  if (!removable.has(kind)) throw new Error(`A ${row.object} is never deleted.`)
  if (kind === 'invoices' && row['status'] !== 'draft') {
    throw new Error(`Invoice ${id} is ${textIn(row['status'])}; only drafts can be deleted.`)
  }
  if (kind === 'customers') endOf(account, id)
  if (kind === 'test_clocks') {
    for (const customer of customersOn(account, id)) removeWithAll(account, 'customers', customer)
  }
  remove(account, kind, id)
}

function endOf(account: Account, customer: string): void {
  const { subscriptions, payment_methods: methods } = account.tables
  for (const { id } of subscriptions.childrenOf(customer)) {
    if (subscriptions.get(id)?.['status'] !== 'canceled') cancelSubscription(account, id)
  }
  for (const { id } of methods.childrenOf(customer)) remove(account, 'payment_methods', id)
}

function customersOn(account: Account, clock: string): readonly string[] {
  const { customers } = account.tables
  const found: string[] = []
  for (let position = 0; position < customers.length; position += 1) {
    const row = customers.at(position).row()
    if (row['test_clock'] === clock) found.push(row.id)
  }
  return found
}
