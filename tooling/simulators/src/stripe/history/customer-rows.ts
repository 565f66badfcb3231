import type { ShopCustomer } from '../../shop/people.ts'
import type { StripeObject } from '../json.ts'
import { rowOf } from '../shapes/row.ts'
import { letterRow } from '../store/identifiers.ts'
import { customerId, type Making } from './sale-rows.ts'
import { secondsOf } from './sale.ts'

/** A customer of the web shop, by the e-mail address it has there. */
export function customerRow(making: Making, customer: ShopCustomer): StripeObject {
  const { livemode, seed } = making
  const created = secondsOf(customer.createdAt)
  return rowOf(
    'customers',
    { id: customerId(seed, customer.id), created, livemode },
    {
      address: {
        city: customer.town,
        country: customer.country,
        line1: customer.street,
        line2: null,
        postal_code: customer.postcode,
        state: null,
      },
      email: customer.email.trim(),
      invoice_prefix: letterRow(8, seed, customer.id).toUpperCase(),
      metadata: { shop_customer: customer.id },
      name: `${customer.firstName} ${customer.lastName}`,
      phone: customer.phone,
      preferred_locales: ['da'],
    },
  )
}
