import type { KindName, SimulatedStripe } from '@cartograph/simulators/stripe'
import { deed, type Deed, type Pick } from '../deed.ts'

/** Subscriptions, invoices and credit notes, by hand. */
export function billingDeeds(stripe: SimulatedStripe, pick: Pick): readonly Deed[] {
  const { admin } = stripe
  const truth = (kind: KindName) => stripe.truth(kind)
  // What belongs to a test clock is not read, so nothing is done with it.
  const customer = () =>
    pick.from(truth('customers').filter((row) => typeof row['test_clock'] !== 'string')).id
  const recurring = () =>
    pick.from(truth('prices').filter(({ recurring: every }) => every !== null)).id
  const running = () =>
    pick.from(truth('subscriptions').filter(({ status }) => status !== 'canceled')).id
  const invoice = (status: string) =>
    pick.from(truth('invoices').filter((row) => row['status'] === status)).id
  const lines = () =>
    Array.from({ length: 1 + pick.below(14) }, () => ({
      amount: 100 * (1 + pick.below(90)),
      quantity: 1,
      description: `Tea ${pick.below(1000)}`,
      price: 'price_tea',
      product: 'prod_tea',
      start: admin.now(),
      end: admin.now(),
    }))
  const bill = (isDraft: boolean) =>
    admin.invoice({
      customer: customer(),
      currency: 'dkk',
      reason: 'manual',
      lines: lines(),
      isDraft,
      fails: pick.below(4) === 0,
    })
  return [
    deed('subscriptions begun', 2, () =>
      admin.subscribe({
        customer: customer(),
        prices: [recurring()],
        quantity: 1 + pick.below(3),
        trialDays: pick.below(2) * 14,
      }),
    ),
    deed('subscriptions changed', 2, () =>
      admin.changePrice(running(), { quantity: 1 + pick.below(9) }),
    ),
    deed('subscriptions cancelled', 1, () => admin.cancelSubscription(running())),
    deed('subscriptions cancelled for later', 1, () => admin.cancelSubscription(running(), true)),
    deed('subscriptions begun and cancelled in a second', 1, () =>
      admin.at(admin.now(), () => {
        const { id } = admin.subscribe({ customer: customer(), prices: [recurring()] })
        admin.cancelSubscription(id)
      }),
    ),
    deed('subscriptions renewed', 1, () => admin.renew(running(), pick.below(3) === 0)),
    deed('invoices written', 1, () => bill(false)),
    deed('invoices drafted', 2, () => bill(true)),
    deed('invoices finalised', 1, () => admin.finalizeInvoice(invoice('draft'))),
    deed('invoices settled', 1, () => admin.settleInvoice(invoice('open'), pick.below(3) === 0)),
    deed('drafts deleted', 1, () => admin.remove('invoices', invoice('draft'))),
    deed('invoice items made', 1, () =>
      admin.create('invoice_items', { customer: customer(), amount: 100 * pick.below(90) }),
    ),
    deed('invoice items deleted', 1, () =>
      admin.remove('invoice_items', pick.from(truth('invoice_items')).id),
    ),
    deed('credit notes made', 1, () =>
      admin.create('credit_notes', { invoice: invoice('paid'), amount: 100 }),
    ),
    deed('credit notes voided', 1, () =>
      admin.update('credit_notes', pick.from(truth('credit_notes')).id, { status: 'void' }),
    ),
  ]
}
