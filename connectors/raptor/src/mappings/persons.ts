import type { Expression, Mapping } from '@cartograph/core'
import { native } from './ids.ts'

const email: Expression = { $email: '$.email' }
const mails: Expression = {
  $filter: { $flatten: ['$.consents', '$said'] },
  where: {
    $and: [
      { $equals: ['$.channel', 'email'] },
      { $equals: [{ $coalesce: ['$.purpose', 'marketing'] }, 'marketing'] },
    ],
  },
}
/** What was said last. */
const newest: Expression = { $last: { $sort: mails, by: { $coalesce: ['$.at', ''] } } }

/** Customers with an address; what they no longer have is deleted there. */
export const personMapping: Mapping = {
  id: 'raptor-person',
  from: { entity: 'customer' },
  to: { connector: 'raptor', sink: 'persons' },
  with: {
    said: { entity: 'consent', where: { customerId: '$.id' }, take: 'all', follow: true },
  },
  when: { $not: { $isBlank: email } },
  onMissing: 'null',
  fields: {
    Email: email,
    CustomerNo: native('$.id'),
    FirstName: '$.firstName',
    LastName: '$.lastName',
    Phone: '$.phone',
    Country: '$.address.country',
    NewsletterConsent: { $equals: [{ $first: { $each: [newest], as: '$.state' } }, 'granted'] },
    ConsentAt: { $first: { $each: [newest], as: '$.at' } },
    customer: '$.id',
  },
}
