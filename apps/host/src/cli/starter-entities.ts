import type { EntityName } from '@cartograph/core'

/** A field of a first mapping: the rule, with `@` where the column goes, and how columns that hold it are often called. */
export interface StarterField {
  readonly field: string
  readonly rule: string
  /** In lower case, without spaces and signs; the likelier first. Without any, the rule needs no column. */
  readonly columns: readonly string[]
  readonly required?: boolean
}

export interface StarterEntity {
  readonly name: EntityName
  readonly plural: string
  readonly says: string
  readonly fields: readonly StarterField[]
}

const ids = ['id', 'number', 'no', 'code', 'key']
const dates = ['createdat', 'created', 'date', 'datetime', 'timestamp', 'at']
const emails = ['email', 'emailaddress', 'mail', 'customeremail', 'billingemail']
const money = '{ $money: @, currency: EUR }'
const currency: StarterField = { field: 'currency', rule: 'EUR', columns: [], required: true }

/** What an export file may hold, with the fields that a first mapping fills. */
export const starterEntities: readonly StarterEntity[] = [
  {
    name: 'order',
    plural: 'orders',
    says: 'sales',
    fields: [
      {
        field: 'id',
        rule: '{ $string: @ }',
        columns: ['orderid', 'orderno', 'ordernumber', 'order', 'invoiceno', 'invoice', ...ids],
        required: true,
      },
      { field: 'status', rule: 'paid', columns: [], required: true },
      {
        field: 'placedAt',
        rule: '{ $instant: @ }',
        columns: ['placedat', 'orderdate', 'invoicedate', 'purchasedat', 'paidat', ...dates],
        required: true,
      },
      currency,
      {
        field: 'total',
        rule: money,
        columns: ['total', 'ordertotal', 'grandtotal', 'amount', 'sum', 'price'],
        required: true,
      },
      { field: 'email', rule: '{ $email: @ }', columns: emails },
      {
        field: 'customerId',
        rule: '{ $firstFilled: [{ $string: @ }] }',
        columns: ['customerid', 'customerno', 'customernumber', 'customer'],
      },
    ],
  },
  {
    name: 'customer',
    plural: 'customers',
    says: 'buyers',
    fields: [
      {
        field: 'id',
        rule: '{ $string: @ }',
        columns: ['customerid', 'customerno', 'customernumber', 'customer', ...ids, ...emails],
        required: true,
      },
      { field: 'email', rule: '{ $email: @ }', columns: emails },
      { field: 'firstName', rule: '@', columns: ['firstname', 'givenname', 'forename'] },
      { field: 'lastName', rule: '@', columns: ['lastname', 'surname', 'familyname', 'name'] },
    ],
  },
  {
    name: 'product',
    plural: 'products',
    says: 'things sold',
    fields: [
      {
        field: 'id',
        rule: '{ $string: @ }',
        columns: ['productid', 'productno', 'stockcode', 'article', ...ids, 'sku'],
        required: true,
      },
      { field: 'sku', rule: '{ $string: @ }', columns: ['sku', 'stockcode', 'article'] },
      { field: 'name', rule: '@', columns: ['name', 'title', 'productname', 'description'] },
      { field: 'price', rule: money, columns: ['price', 'unitprice', 'regularprice'] },
      { ...currency, required: false },
    ],
  },
  {
    name: 'refund',
    plural: 'refunds',
    says: 'money given back',
    fields: [
      {
        field: 'id',
        rule: '{ $string: @ }',
        columns: ['refundid', 'refundno', 'creditnote', ...ids],
        required: true,
      },
      { field: 'orderId', rule: '{ $string: @ }', columns: ['orderid', 'orderno', 'order'] },
      {
        field: 'createdAt',
        rule: '{ $instant: @ }',
        columns: ['refundedat', 'refunddate', ...dates],
        required: true,
      },
      currency,
      {
        field: 'total',
        rule: money,
        columns: ['total', 'amount', 'refundamount', 'sum'],
        required: true,
      },
    ],
  },
]

export function starterEntityNamed(name: string): StarterEntity | undefined {
  return starterEntities.find((entity) => entity.name === name)
}
