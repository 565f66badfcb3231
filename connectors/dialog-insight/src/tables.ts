import { assumedColumns, legacyContactColumn } from './assumptions.ts'

/** What a column points to: the contact, or a column of another table. */
export interface ColumnLink {
  readonly table: TableRole | 'contact'
  /** As the other table calls it by default. */
  readonly column?: string
}

export interface ColumnDefinition {
  /** In the words of Dialog Insight, such as `NVarChar(100)`. */
  readonly type: string
  readonly isKey?: boolean
  readonly link?: ColumnLink
  /** Without it an item is not worth sending: an amount that could not be converted. */
  readonly isNeeded?: boolean
}

export const tableRoles = [
  'transaction',
  'item',
  'product',
  'category',
  'cart',
  'cartItem',
] as const
export type TableRole = (typeof tableRoles)[number]

export interface TableDefinition {
  readonly name: string
  readonly sink: string
  readonly columns: Readonly<Record<string, ColumnDefinition>>
}

/** The contact's column, by what it is called in the newer structure. */
export const contactColumn = 'customer_id'

const contact: ColumnDefinition = { type: 'NVarChar(200)', link: { table: 'contact' } }

/**
 * The tables of e-commerce as *Create my data structures* makes them. Columns of the transaction, and the first four of the item, are
 * the vendor's; the others are assumed.
 *
 * @see https://support.dialoginsight.com article 1000332586 (Retail tables, read 2026-11)
 */
export const commerceTables: Readonly<Record<TableRole, TableDefinition>> = {
  transaction: {
    name: 'ECommerce_Transaction',
    sink: 'transactions',
    columns: {
      idTransaction: { type: 'NVarChar(100)', isKey: true },
      [contactColumn]: contact,
      OrderName: { type: 'NVarChar(500)' },
      idSendLog: { type: 'Int' },
      idBatch: { type: 'Int' },
      Affiliation: { type: 'NVarChar(500)' },
      Revenue: { type: 'Decimal', isNeeded: true },
      Shipping: { type: 'Decimal' },
      Tax: { type: 'Decimal' },
      dtTransactionCreatedAt: { type: 'DateTime' },
      dtTransactionUpdatedAt: { type: 'DateTime' },
      dtTransaction: { type: 'DateTime' },
      financialStatus: { type: 'NVarChar(100)' },
      fulfillmentStatus: { type: 'NVarChar(100)' },
      idVisit: { type: 'BigInt' },
    },
  },
  item: {
    name: 'ECommerce_Item',
    sink: 'items',
    columns: {
      idTransaction: {
        type: 'NVarChar(100)',
        isKey: true,
        link: { table: 'transaction', column: 'idTransaction' },
      },
      ProductName: { type: 'NVarChar(100)' },
      Status: { type: 'NVarChar(50)' },
      idProduct: { type: 'NVarChar(100)', link: { table: 'product', column: 'idProduct' } },
      ...assumed('item', { idItem: { isKey: true }, Total: { isNeeded: true } }),
    },
  },
  product: {
    name: 'ECommerce_Product',
    sink: 'products',
    columns: assumed('product', {
      idProduct: { isKey: true },
      idCategory: { link: { table: 'category', column: 'idCategory' } },
    }),
  },
  category: {
    name: 'ECommerce_ProductCategory',
    sink: 'categories',
    columns: assumed('category', { idCategory: { isKey: true } }),
  },
  cart: {
    name: 'ECommerce_Cart',
    sink: 'carts',
    columns: {
      ...assumed('cart', { idCart: { isKey: true } }),
      [contactColumn]: contact,
    },
  },
  cartItem: {
    name: 'ECommerce_CartItem',
    sink: 'cartItems',
    columns: assumed('cartItem', {
      idCart: { isKey: true, link: { table: 'cart', column: 'idCart' } },
      idProduct: { isKey: true, link: { table: 'product', column: 'idProduct' } },
    }),
  },
}

/** The older structure has the same columns, but for the contact's. */
export function defaultColumnName(column: string, structure: 'retail' | 'legacy'): string {
  return column === contactColumn && structure === 'legacy' ? legacyContactColumn : column
}

function assumed(
  role: keyof typeof assumedColumns,
  more: Readonly<Record<string, Omit<ColumnDefinition, 'type'>>>,
): Readonly<Record<string, ColumnDefinition>> {
  return Object.fromEntries(
    Object.entries(assumedColumns[role]).map(([name, type]) => [
      name,
      Object.assign({ type }, more[name]),
    ]),
  )
}
