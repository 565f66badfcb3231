import { personal } from '@cartograph/core'
import * as z from 'zod'

const money = z.string()
const text = z.string().nullish()

/** @see https://developer.sitoo.com/api-reference/orders (read 2026-11-25) */
export const orderItem = z.looseObject({
  orderitemid: z.int(),
  orderitemtype: z.int().nullish(),
  productid: z.int().nullish(),
  /** The product that it is a form of, if it is one. */
  familyid: z.int().nullish(),
  productname: text,
  sku: text,
  productattributes: text,
  quantity: z.number(),
  decimalquantitytotal: text,
  vatvalue: z.number().nullish(),
  moneyitemtotal_net: money,
  moneyitemtotal_vat: money,
  moneydiscount: text,
  vouchercode: text,
  vouchername: text,
  salestaxes: z.array(z.looseObject({ moneytax: text })).nullish(),
  additionaldata: z.record(z.string(), z.string()).nullish(),
})

/** A receipt that took something back, as far as it tells of the sale that it belongs to. */
export const credit = z.looseObject({
  orderid: z.int(),
  orderstateid: z.int(),
  moneytotal_gross_all: money,
  orderitems: z.array(orderItem),
})

const payment = z.looseObject({
  /** Its place in the order: payments have no number of their own. */
  place: z.int(),
  name: text,
  moneyamount: money,
  externalid: text,
  reftype: text,
  refid: text,
  cardissuer: text,
})

/** An order, with what later receipts took back of it and the store that its warehouse stands in. */
export const orderRow = z.looseObject({
  orderid: z.int(),
  eshopid: z.int(),
  externalid: text,
  creditorderid: z.int().nullish(),
  email: personal('email', text),
  phone: personal('phone', text),
  namefirst: personal('name', text),
  namelast: personal('name', text),
  company: text,
  moneydelivery_net: text,
  moneydelivery_vat: text,
  moneycheckout_net: text,
  moneycheckout_vat: text,
  moneyfinal_net: money,
  moneyfinal_vat: money,
  moneyfinal_salestax: text,
  moneytotal_gross_roundoff: text,
  moneytotal_gross_all: money,
  orderdate: z.int(),
  orderstateid: z.int(),
  paymentstateid: z.int(),
  ordertypeid: z.int(),
  userid_staff: text,
  registerid: text,
  warehouseid: z.int().nullish(),
  currencycode: z.string(),
  comment: text,
  invoice_address: personal('address', text),
  invoice_address2: personal('address', text),
  invoice_zip: personal('address', text),
  invoice_city: personal('address', text),
  invoice_state: text,
  invoice_countryid: text,
  delivery_address: personal('address', text),
  delivery_address2: personal('address', text),
  delivery_zip: personal('address', text),
  delivery_city: personal('address', text),
  delivery_state: text,
  delivery_countryid: text,
  additionaldata: z.record(z.string(), z.string()).nullish(),
  orderitems: z.array(orderItem),
  payments: z.array(payment),
  storeid: z.int().nullable(),
  credits: z.array(credit),
})
export type OrderRow = z.infer<typeof orderRow>

/** What is asked for: without `fields` the vendor leaves out phone and addresses, and computes what nobody reads. */
export const orderFields = Object.keys(orderRow.shape).filter(
  (name) => name !== 'storeid' && name !== 'credits',
)

export const creditFields = [
  'orderid',
  'creditorderid',
  'orderstateid',
  'moneytotal_gross_all',
  'orderitems',
]
