import type { FieldType } from './values.ts'

type Fields = Readonly<Record<string, FieldType>>

function all(type: FieldType, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, type]))
}

/** Parts of an address, as the till calls them. */
export const addressParts = ['address', 'address2', 'zip', 'city', 'state', 'countryid'] as const

/**
 * The fields that the default mappings write, and their types: a type is fixed when a field is made.
 *
 * @see https://en.docs.rule.se/article/358-sitoo (read 2026-11; it names the groups, and `bonuschecks`, which is JSON)
 */
export const expectedFields: Readonly<Record<'contact' | 'address' | 'order', Fields>> = {
  contact: {
    ...all('text', 'contactid', 'membernumber', 'email', 'namefirst', 'namelast', 'company'),
    ...all('text', 'phone', 'mobile', 'gender', 'storeexternalid', 'accepts_email', 'accepts_sms'),
    birthday: 'date',
    ...all('multiple', 'acceptedconsents', 'voucherpasswords'),
    bonuschecks: 'json',
  },
  address: all('text', ...addressParts.map((part) => `invoice_${part}`)),
  order: {
    ...all('text', 'orderid', 'receiptid', 'orderstate', 'type', 'creditorderid', 'currency'),
    ...all('text', 'total_net', 'total_vat', 'total_gross', 'discount', 'store'),
    ...all('text', 'storeexternalid', 'staff', 'register'),
    orderdate: 'datetime',
    ...all('multiple', 'payments', 'names', 'skus', 'categories'),
    products: 'json',
  },
}
