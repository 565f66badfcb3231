import type { ShopCustomer } from '../../shop/people.ts'
import { secondOf, userIdOf } from '../orders/shop-order.ts'
import type { Document, Store } from '../store/store.ts'
import { putKeeping } from './keeping.ts'

/** Takes over a customer of the web shop as an account, and gives its number. */
export function putCustomer(store: Store, customer: ShopCustomer, isNew: boolean): number {
  const document = customerDocument(customer)
  putKeeping(store.documents.customers, document, isNew)
  return document.id
}

function customerDocument(customer: ShopCustomer): Document {
  const email = customer.email.trim()
  const address = {
    first_name: customer.firstName,
    last_name: customer.lastName,
    company: '',
    address_1: customer.street,
    address_2: '',
    city: customer.town,
    postcode: customer.postcode,
    country: customer.country,
    state: '',
  }
  const { firstName, lastName, phone } = customer
  return {
    id: userIdOf(customer.id),
    createdAt: secondOf(customer.createdAt),
    modifiedAt: secondOf(customer.updatedAt),
    status: 'customer',
    parent: 0,
    fields: {
      email,
      first_name: firstName,
      last_name: lastName,
      username: email.split('@')[0] ?? '',
      billing: { ...address, email, phone },
      shipping: { ...address, phone },
    },
  }
}
