import type { JsonObject, KindName, SimulatedStripe } from '@cartograph/simulators/stripe'
import type { Deed, Pick } from '../deed.ts'

/** How the objects of one kind come, change and go. */
interface Life {
  readonly kind: KindName
  readonly weight: number
  readonly made: () => JsonObject
  readonly edited?: () => JsonObject
  readonly isDeleted: boolean
}

/** Customers and all that is sold, by hand. */
export function peopleDeeds(stripe: SimulatedStripe, pick: Pick): readonly Deed[] {
  const { admin } = stripe
  const truth = (kind: KindName) => stripe.truth(kind)
  const name = (what: string) => `${what} ${pick.below(100_000)}`
  // What belongs to a test clock is not read, so nothing is done with it.
  const customer = () =>
    pick.from(truth('customers').filter((row) => typeof row['test_clock'] !== 'string')).id
  const product = () => pick.from(truth('products')).id
  const lives: readonly Life[] = [
    {
      kind: 'customers',
      weight: 6,
      made: () => ({ name: name('Freja'), email: `freja.${pick.below(1e6)}@example.com` }),
      edited: () => ({ name: name('Freja') }),
      isDeleted: true,
    },
    {
      kind: 'tax_ids',
      weight: 1,
      made() {
        const id = customer()
        return { customer: id, owner: { customer: id, type: 'customer' }, value: name('DK') }
      },
      isDeleted: true,
    },
    {
      kind: 'payment_methods',
      weight: 2,
      made: () => ({ customer: customer() }),
      edited: () => ({ metadata: { note: name('Card') } }),
      isDeleted: true,
    },
    {
      kind: 'products',
      weight: 2,
      made: () => ({ name: name('Tea') }),
      edited: () => ({ description: name('Green') }),
      isDeleted: true,
    },
    {
      kind: 'prices',
      weight: 2,
      made: () => ({ product: product(), currency: 'dkk', unit_amount: pick.below(10_000) }),
      edited: () => ({ nickname: name('Price') }),
      isDeleted: true,
    },
    {
      kind: 'coupons',
      weight: 1,
      made: () => ({ percent_off: 1 + pick.below(90), duration: 'once' }),
      edited: () => ({ name: name('Coupon') }),
      isDeleted: true,
    },
    {
      kind: 'promotion_codes',
      weight: 1,
      made: () => ({ code: name('CODE') }),
      edited: () => ({ active: pick.below(2) === 0 }),
      isDeleted: false,
    },
    {
      kind: 'tax_rates',
      weight: 1,
      made: () => ({ display_name: 'Moms', percentage: 25 }),
      edited: () => ({ description: name('VAT') }),
      isDeleted: false,
    },
    {
      kind: 'payment_links',
      weight: 1,
      made: () => ({ url: 'https://buy.stripe.com/test_tea' }),
      edited: () => ({ active: pick.below(2) === 0 }),
      isDeleted: false,
    },
    {
      kind: 'quotes',
      weight: 1,
      made: () => ({ description: name('Offer') }),
      isDeleted: false,
    },
  ]
  return lives.flatMap((life) => deedsOf(life))

  function deedsOf({ kind, weight, made, edited, isDeleted }: Life): readonly Deed[] {
    const one = () => pick.from(truth(kind)).id
    const deeds: Deed[] = [
      { name: `${kind} made`, weight: weight / 2, act: () => void admin.create(kind, made()) },
    ]
    if (edited !== undefined)
      deeds.push(
        { name: `${kind} edited`, weight, act: () => void admin.update(kind, one(), edited()) },
        {
          name: `${kind} made and edited in a second`,
          weight: weight / 3,
          act: () => {
            admin.at(admin.now(), () => {
              admin.update(kind, admin.create(kind, made()).id, edited())
            })
          },
        },
      )
    if (isDeleted)
      deeds.push(
        { name: `${kind} deleted`, weight: weight / 3, act: () => admin.remove(kind, one()) },
        {
          name: `${kind} made and deleted in a second`,
          weight: weight / 6,
          act: () => {
            admin.at(admin.now(), () => {
              admin.remove(kind, admin.create(kind, made()).id)
            })
          },
        },
      )
    return deeds
  }
}
