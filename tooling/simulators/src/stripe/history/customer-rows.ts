import type { ShopCustomer } from '../../shop/people.ts'
import type { StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { letterRow } from '../store/identifiers.ts'
import { customerIdOf, type Making } from './making.ts'
import { addressOf } from './sale-method.ts'
import { secondsOf } from './sale.ts'

/** A customer of the web shop, by the e-mail address it has there. */
export function customerRow({ seed, livemode }: Making, customer: ShopCustomer): StripeObject {
  const identity = {
    id: customerIdOf(seed, customer.id),
    created: secondsOf(customer.createdAt),
    livemode,
  }
  return rowOf('customers', identity, {
    address: addressOf(customer),
    email: customer.email.trim(),
    invoice_prefix: letterRow(8, seed, customer.id).toUpperCase(),
    metadata: { shop_customer: customer.id },
    name: `${customer.firstName} ${customer.lastName}`,
    phone: customer.phone,
    preferred_locales: ['da'],
  })
}
