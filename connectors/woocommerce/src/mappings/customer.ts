import type { Expression, Mapping } from '@cartograph/core'
import { address, buyerId, filled, instant, storeId } from './expressions.ts'
import { noOrders } from './statuses.ts'

/** Who has an account and is a customer by role, or has bought; staff that never did is left out. */
export const customer: Mapping = {
  id: 'woocommerce-customer',
  from: { connector: 'woocommerce', stream: 'customers' },
  to: { entity: 'customer' },
  when: {
    $or: [
      { $in: ['$.role', ['customer', 'subscriber']] },
      { $equals: ['$.is_paying_customer', true] },
    ],
  },
  fields: {
    id: { $string: '$.id' },
    storeId,
    email: { $email: filled('$.email', '$.billing.email') },
    phone: { $phone: filled('$.billing.phone'), country: '$.billing.country' },
    firstName: filled('$.first_name', '$.billing.first_name'),
    lastName: filled('$.last_name', '$.billing.last_name'),
    company: filled('$.billing.company'),
    address: address('$.billing'),
    createdAt: instant('$.date_created_gmt'),
    updatedAt: instant('$.date_modified_gmt'),
    isGuest: false,
    extra: { role: '$.role' },
  },
}

/** What a guest said last; the rows are in the order of their dates. */
function latest(value: Expression): Expression {
  return { $last: { $filter: { $each: '$rows', as: value }, where: { $not: { $isBlank: '$' } } } }
}

const email: Expression = { $email: '$.billing.email' }

/** Who bought without an account: in no list of the shop, so made of all orders with the same e-mail address. */
export const guest: Mapping = {
  id: 'woocommerce-guest',
  from: { connector: 'woocommerce', stream: 'orders' },
  to: { entity: 'customer' },
  when: {
    $and: [
      { $equals: ['$.customer_id', 0] },
      { $not: { $isBlank: email } },
      { $not: { $in: ['$.status', noOrders] } },
    ],
  },
  group: { by: [email], order: ['$.date_created_gmt', '$.id'] },
  fields: {
    id: buyerId(),
    storeId,
    email,
    phone: latest({ $phone: filled('$.billing.phone'), country: '$.billing.country' }),
    firstName: latest('$.billing.first_name'),
    lastName: latest('$.billing.last_name'),
    company: latest('$.billing.company'),
    address: { $last: { $each: '$rows', as: address('$.billing') } },
    createdAt: instant('$.date_created_gmt'),
    updatedAt: latest(instant('$.date_modified_gmt')),
    isGuest: true,
  },
}
