import type { Mapping } from '@cartograph/core'
import { filled } from './expressions.ts'

export const store: Mapping = {
  id: 'woocommerce-store',
  from: { connector: 'woocommerce', stream: 'store' },
  to: { entity: 'store' },
  fields: {
    id: '$.id',
    name: '$.name',
    channel: 'web',
    status: 'open',
    url: '$.home',
    currency: filled('$.currency'),
    timeZone: '$.time_zone',
    country: filled('$.country'),
    address: {
      line1: filled('$.settings.woocommerce_store_address'),
      line2: filled('$.settings.woocommerce_store_address_2'),
      postcode: filled('$.settings.woocommerce_store_postcode'),
      city: filled('$.settings.woocommerce_store_city'),
      country: filled('$.country'),
    },
  },
}
