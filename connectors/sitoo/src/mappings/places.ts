import type { Mapping } from '@cartograph/core'
import { filled, instant, reference } from './expressions.ts'

export const store: Mapping = {
  id: 'sitoo-store',
  from: { connector: 'sitoo', stream: 'stores' },
  to: { entity: 'store' },
  fields: {
    id: { $string: '$.storeid' },
    name: filled('$.name'),
    channel: 'till',
    currency: filled('$.currencycode'),
    timeZone: filled('$.timezone'),
    country: { $country: filled('$.countryid') },
    address: {
      line1: filled('$.address'),
      line2: filled('$.address2'),
      postcode: filled('$.zip'),
      city: filled('$.city'),
      region: filled('$.state'),
      country: { $country: filled('$.countryid') },
    },
    extra: {
      externalId: filled('$.externalid'),
      externalGroupId: filled('$.externalgroupid'),
      storeType: '$.storetype',
    },
  },
}

export const stockLevel: Mapping = {
  id: 'sitoo-stock-level',
  from: { connector: 'sitoo', stream: 'stockLevels' },
  to: { entity: 'stockLevel' },
  fields: {
    id: { $concat: [{ $string: '$.warehouseid' }, '/', '$.sku'] },
    storeId: reference('$.storeid'),
    sku: '$.sku',
    quantity: { $number: '$.decimaltotal' },
    reserved: { $number: '$.decimalreserved' },
    location: { $string: '$.warehouseid' },
    updatedAt: instant('$.datelastmodified'),
    extra: { shelf: filled('$.binlocation') },
  },
}
