import { personal } from '@cartograph/core'
import * as z from 'zod'
import { listedStream } from './listed.ts'

const text = z.string().nullish()

/** @see https://developer.sitoo.com/api-reference/users (read 2026-11-25) */
export const userRow = z.looseObject({
  userid: z.string(),
  email: personal('email', text),
  namefirst: personal('name', text),
  namelast: personal('name', text),
  personalid: personal('name', text),
  externalid: text,
  company: text,
  companyid: text,
  address: personal('address', text),
  address2: personal('address', text),
  zip: personal('address', text),
  city: personal('address', text),
  state: text,
  countryid: text,
  phone: personal('phone', text),
  mobile: personal('phone', text),
  customernumber: text,
  pricelistid: z.int().nullish(),
  voucherpasswords: z.array(z.string()).nullish(),
  /** None: not staff. */
  role: z.int().nullish(),
  warehouses: z.array(z.int()).nullish(),
  datecreated: z.int().nullish(),
  datemodified: z.int().nullish(),
})

/** Customers of the web shop, and staff; the API can neither sort nor filter them by change. */
export const users = listedStream({
  schema: userRow,
  path: 'S/users',
  id: 'userid',
  fields: Object.keys(userRow.shape),
  idFilter: 'userid',
})
