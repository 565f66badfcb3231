import { personal } from '@cartograph/core'
import * as z from 'zod'
import { listedStream } from './listed.ts'
import { picked } from './rows.ts'
import { siteFacts } from './site.ts'

const text = z.string().nullish()

/** @see https://developer.sitoo.com/guides/stores-and-warehouses (read 2026-11-25) */
export const storeRow = z.looseObject({
  storeid: z.int(),
  eshopid: z.int().nullish(),
  storetype: z.int().nullish(),
  name: text,
  externalid: text,
  externalgroupid: text,
  phone: personal('phone', text),
  email: personal('email', text),
  address: text,
  address2: text,
  zip: text,
  city: text,
  state: text,
  countryid: text,
  /** Of the site: a store does not say them. */
  timezone: text,
  currencycode: text,
})
type StoreRow = z.infer<typeof storeRow>

const ownStoreFields = Object.keys(storeRow.shape).filter(
  (name) => name !== 'timezone' && name !== 'currencycode',
)

export const stores = listedStream<StoreRow>({
  schema: storeRow,
  path: 'S/stores',
  id: 'storeid',
  fields: ownStoreFields,
  complete: async (context) => {
    const { currency, timeZone } = await siteFacts(context)
    return (row) => ({
      ...(picked(row, ownStoreFields) as StoreRow),
      timezone: timeZone,
      currencycode: currency,
    })
  },
})

const registerRow = z.looseObject({
  registerid: z.string(),
  registerkey: text,
  manufacturerid: text,
  company: text,
  companyid: text,
  currencycode: text,
  receiptlanguagetag: text,
  warehouseid: z.int().nullish(),
})

export const registers = listedStream({
  schema: registerRow,
  path: 'S/cashregisters',
  id: 'registerid',
  fields: Object.keys(registerRow.shape),
})

const warehouseRow = z.looseObject({
  warehouseid: z.int(),
  warehousetype: z.int().nullish(),
  usetype: z.int().nullish(),
  storeid: z.int().nullish(),
  sellable: z.boolean().nullish(),
  currencycode: text,
  name: text,
  externalid: text,
})

export const warehouses = listedStream({
  schema: warehouseRow,
  path: 'S/warehouses',
  id: 'warehouseid',
  fields: Object.keys(warehouseRow.shape),
})
