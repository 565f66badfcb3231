import type { KindName, SimulatedStripe } from '@cartograph/simulators/stripe'
import { deed, type Deed, type Pick } from '../deed.ts'

const currencies = ['dkk', 'eur', 'jpy', 'kwd', 'isk'] as const

/** Payments, and what becomes of them. */
export function moneyDeeds(stripe: SimulatedStripe, pick: Pick): readonly Deed[] {
  const { admin } = stripe
  const truth = (kind: KindName) => stripe.truth(kind)
  const amount = () => 1000 * (1 + pick.below(500))
  const paid = () => pick.from(truth('charges').filter(({ status }) => status === 'succeeded'))
  // What belongs to a test clock is not read, so nothing is done with it.
  const customer = () =>
    pick.from(truth('customers').filter((row) => typeof row['test_clock'] !== 'string')).id
  return [
    deed('payments', 6, () =>
      admin.pay({ amount: amount(), currency: pick.from(currencies), customer: customer() }),
    ),
    deed('payments of nobody known', 2, () =>
      admin.pay({ amount: amount(), currency: pick.from(currencies) }),
    ),
    deed('payments declined', 2, () =>
      admin.pay({ amount: amount(), currency: 'dkk', fails: true }),
    ),
    deed('charges edited', 3, () =>
      admin.update('charges', paid().id, { description: `Order ${pick.below(10_000)}` }),
    ),
    deed('charges edited twice in a second', 2, () => {
      const { id } = paid()
      admin.at(admin.now(), () => {
        admin.update('charges', id, { description: 'First' })
        admin.update('charges', id, { description: `Second ${pick.below(10_000)}` })
      })
    }),
    deed('charges refunded', 3, () => admin.refund(paid().id)),
    deed('charges refunded in part', 3, () => admin.refund(paid().id, 1 + pick.below(500))),
    deed('charges paid and refunded in a second', 1, () =>
      admin.at(admin.now(), () =>
        admin.refund(admin.pay({ amount: 900, currency: 'dkk' }).charge.id),
      ),
    ),
    deed('refunds edited', 2, () =>
      admin.update('refunds', pick.from(truth('refunds')).id, {
        metadata: { reason: `R${pick.below(1000)}` },
      }),
    ),
    deed('disputes opened', 2, () =>
      admin.dispute(pick.from(truth('charges').filter((row) => row['disputed'] !== true)).id),
    ),
    deed('disputes closed', 2, () =>
      admin.closeDispute(
        pick.from(truth('disputes').filter((row) => row['status'] === 'needs_response')).id,
        pick.from(['won', 'lost']),
      ),
    ),
    deed('payouts edited', 1, () =>
      admin.update('payouts', pick.from(truth('payouts')).id, {
        metadata: { batch: `B${pick.below(1000)}` },
      }),
    ),
    deed('top-ups made', 1, () => admin.create('topups', { amount: amount() })),
    deed('transfers made', 1, () =>
      admin.create('transfers', { amount: amount(), currency: 'dkk' }),
    ),
    deed('reviews opened', 1, () => admin.create('reviews', { charge: paid().id })),
    deed('reviews closed', 1, () =>
      admin.update('reviews', pick.from(truth('reviews')).id, {
        open: false,
        closed_reason: 'approved',
      }),
    ),
    deed('fraud warnings', 1, () => admin.create('early_fraud_warnings', { charge: paid().id })),
  ]
}
