import type { Mapping } from '@cartograph/core'
import { address, filled, instant, nameParts } from './expressions.ts'

export const customer: Mapping = {
  id: 'stripe-customer',
  from: { connector: 'stripe', stream: 'customers' },
  to: { entity: 'customer' },
  fields: {
    id: '$.id',
    email: { $email: '$.email' },
    phone: {
      $phone: filled('$.phone', '$.shipping.phone'),
      country: filled('$.address.country', '$.shipping.address.country'),
    },
    ...nameParts('$.name'),
    company: filled('$.business_name'),
    language: filled({ $first: '$.preferred_locales' }),
    address: {
      $coalesce: [
        address('$.address', { name: '$.name', phone: '$.phone' }),
        address('$.shipping.address', { name: '$.shipping.name', phone: '$.shipping.phone' }),
      ],
    },
    createdAt: instant('$.created'),
    extra: { name: '$.name', metadata: '$.metadata' },
  },
}
