import { isJsonObject, textOf, type JsonObject } from './json.ts'

export type ResourceName =
  | 'sites'
  | 'orders'
  | 'users'
  | 'products'
  | 'categories'
  | 'manufacturers'
  | 'productgroups'
  | 'pricelists'
  | 'pricelistitems'
  | 'warehouses'
  | 'warehouseitems'
  | 'stores'
  | 'cashregisters'
  | 'vouchers'
  | 'reasoncodes'

type Filter = (row: JsonObject, wanted: string) => boolean

export interface Resource {
  readonly key: string
  /** New records get the next number, or a GUID in braces. */
  readonly numbering: 'number' | 'guid' | 'given'
  /** What a list shows when no `fields` are asked for; without it, everything. */
  readonly defaults?: readonly string[]
  readonly filters: Readonly<Record<string, Filter>>
  readonly required?: readonly string[]
  /** No two records may share it. */
  readonly unique?: string
  readonly modified?: string
  readonly methods: readonly string[]
}

/** One of several, separated by commas. */
const oneOf =
  (name: string): Filter =>
  (row, wanted) =>
    wanted.split(',').includes(textOf(row, name))
const from =
  (name: string): Filter =>
  (row, wanted) =>
    Number(row[name]) >= Number(wanted)
const until =
  (name: string): Filter =>
  (row, wanted) =>
    Number(row[name]) < Number(wanted)
const same =
  (name: string): Filter =>
  (row, wanted) =>
    textOf(row, name) === wanted

const readOnly = ['GET'] as const
const whole = ['GET', 'POST', 'PUT', 'DELETE'] as const

/**
 * The lists of the REST API: their keys, default fields and filters.
 *
 * @see https://developer.sitoo.com/api-reference/orders, https://developer.sitoo.com/api-reference/users
 */
export const resources: Readonly<Record<ResourceName, Resource>> = {
  sites: { key: 'eshopid', numbering: 'given', filters: {}, methods: readOnly },
  orders: {
    key: 'orderid',
    numbering: 'number',
    defaults: [
      'orderid',
      'eshopid',
      'email',
      'namefirst',
      'namelast',
      'company',
      'moneyfinal_net',
      'moneyfinal_vat',
      'moneytotal_gross_roundoff',
      'moneytotal_gross_all',
      'checkouttypename',
      'deliverytypename',
      'orderdate',
      'orderstateid',
      'paymentstateid',
      'ordertypeid',
      'registerid',
      'warehouseid',
      'datereserved',
      'currencycode',
      'additionaldata',
      'orderitems',
      'payments',
    ],
    filters: {
      eshopid: oneOf('eshopid'),
      externalid: same('externalid'),
      orderid: oneOf('orderid'),
      creditorderid: oneOf('creditorderid'),
      orderidfrom: from('orderid'),
      orderidto: until('orderid'),
      orderdatefrom: from('orderdate'),
      orderdateto: until('orderdate'),
      orderstate: oneOf('orderstateid'),
      paymentstate: oneOf('paymentstateid'),
      ordertype: oneOf('ordertypeid'),
      warehouseid: oneOf('warehouseid'),
      email: same('email'),
      receiptid: (row, wanted) =>
        isJsonObject(row['additionaldata']) &&
        textOf(row['additionaldata'], 'pos-receiptid') === wanted,
    },
    methods: ['GET', 'PUT'],
  },
  users: {
    key: 'userid',
    numbering: 'guid',
    defaults: [
      'userid',
      'email',
      'namefirst',
      'namelast',
      'company',
      'datecreated',
      'datemodified',
    ],
    filters: {
      email: same('email'),
      customernumber: same('customernumber'),
      personalid: same('personalid'),
      mobile: same('mobile'),
      userid: oneOf('userid'),
    },
    required: ['email'],
    unique: 'email',
    modified: 'datemodified',
    methods: whole,
  },
  products: {
    key: 'productid',
    numbering: 'number',
    defaults: ['productid', 'sku', 'moneyprice', 'title'],
    filters: {
      sku: oneOf('sku'),
      datelastmodified: from('datemodified'),
    },
    unique: 'sku',
    modified: 'datemodified',
    methods: whole,
  },
  categories: {
    key: 'categoryid',
    numbering: 'number',
    filters: {},
    modified: 'datemodified',
    methods: whole,
  },
  manufacturers: { key: 'externalcompanyid', numbering: 'number', filters: {}, methods: whole },
  productgroups: { key: 'vatid', numbering: 'number', filters: {}, methods: whole },
  pricelists: { key: 'pricelistid', numbering: 'number', filters: {}, methods: whole },
  pricelistitems: { key: 'productid', numbering: 'given', filters: {}, methods: readOnly },
  warehouses: { key: 'warehouseid', numbering: 'number', filters: {}, methods: ['GET', 'POST'] },
  warehouseitems: {
    key: 'warehouseitemid',
    numbering: 'number',
    filters: {
      sku: oneOf('sku'),
      datelastmodifiedfrom: from('datelastmodified'),
      datelastmodifiedto: until('datelastmodified'),
    },
    modified: 'datelastmodified',
    methods: ['GET', 'PUT'],
  },
  stores: { key: 'storeid', numbering: 'number', filters: {}, methods: whole },
  cashregisters: { key: 'registerid', numbering: 'guid', filters: {}, methods: readOnly },
  vouchers: { key: 'voucherid', numbering: 'number', filters: {}, methods: whole },
  reasoncodes: { key: 'id', numbering: 'number', filters: {}, methods: ['GET', 'POST'] },
}
