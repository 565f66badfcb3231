import type { JsonObject, StripeObject } from '../json.ts'
import { kindOf, type KindName } from '../kinds/kinds.ts'
import { billingDefaults } from './billing.ts'
import { catalogueDefaults } from './catalogue.ts'
import { checkoutDefaults } from './checkout.ts'
import { moneyDefaults } from './money.ts'
import { paymentDefaults } from './payments.ts'
import { peopleDefaults } from './people.ts'
import { subscriptionDefaults } from './subscriptions.ts'

/** What an object of each kind has when nothing was said about it, in the newest version's shape. */
const defaults: Readonly<Record<KindName, JsonObject>> = {
  ...billingDefaults,
  ...catalogueDefaults,
  ...checkoutDefaults,
  ...moneyDefaults,
  ...paymentDefaults,
  ...peopleDefaults,
  ...subscriptionDefaults,
}

const undated: ReadonlySet<KindName> = new Set(['invoice_items', 'payment_links'])
const modeless: ReadonlySet<KindName> = new Set(['accounts', 'balance_transactions', 'refunds'])

/** An object of a kind: its defaults, and over them what is given. `created` is in seconds. */
export function rowOf(
  kind: KindName,
  identity: { readonly id: string; readonly created: number; readonly livemode: boolean },
  fields: JsonObject,
): StripeObject {
  const { id, created, livemode } = identity
  return {
    id,
    object: kindOf(kind).object,
    ...defaults[kind],
    ...(!undated.has(kind) && { created }),
    ...(!modeless.has(kind) && { livemode }),
    ...fields,
  }
}
