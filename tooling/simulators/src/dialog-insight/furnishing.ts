import type { Account, Project, Table } from './account.ts'
import type { Column, ColumnType, Reference } from './column.ts'

export interface GivenTable {
  readonly name: string
  readonly keys: readonly string[]
  readonly columns: readonly Column[]
}

export function addTable(account: Account, project: Project, given: GivenTable): Table {
  const table: Table = {
    id: account.nextId(),
    name: given.name,
    isContacts: false,
    keys: given.keys,
    columns: new Map(given.columns.map((one) => [one.code, one])),
    rows: new Map(),
  }
  project.tables.set(table.id, table)
  return table
}

/** A project with the fields that a new one has, and those that its key needs. */
export function addProject(account: Account, name: string, contactKey: readonly string[]): Project {
  const columns = [
    columnOf('EMail', 'EMail', { isRequired: true, label: 'Courriel' }),
    columnOf('FirstName', 'NVarChar', { length: 50, label: 'Prénom' }),
    columnOf('LastName', 'NVarChar', { length: 50, label: 'Nom' }),
    columnOf('Company', 'NVarChar', { length: 100 }),
    columnOf('MobilePhone', 'NVarChar', { length: 30 }),
    columnOf('Address', 'NVarChar', { length: 200 }),
    columnOf('City', 'NVarChar', { length: 40 }),
    columnOf('PostalCode', 'NVarChar', { length: 20 }),
    columnOf('Country', 'NVarChar', { length: 50 }),
    columnOf('Language', 'NVarChar', { length: 10 }),
    columnOf('BirthDate', 'Date'),
  ]
  const all = new Map(columns.map((each) => [each.code, each]))
  for (const code of contactKey)
    if (!all.has(code)) all.set(code, columnOf(code, 'NVarChar', { length: 100 }))
  const contacts: Table = {
    id: 0,
    name: 'Contact',
    isContacts: true,
    keys: contactKey,
    columns: all,
    rows: new Map(),
  }
  const project: Project = {
    id: account.nextId(),
    name,
    contacts,
    optIns: new Map([['Newsletter', 'Infolettre']]),
    tables: new Map(),
    optInChanges: [],
  }
  account.projects.set(project.id, project)
  return project
}

type More = Partial<Pick<Column, 'length' | 'isRequired' | 'label' | 'refers'>>

function columnOf(code: string, type: ColumnType, more: More = {}): Column {
  return { code, type, ...more }
}

const text = (length: number, more: More = {}) => ({ type: 'NVarChar' as const, length, ...more })
const decimal = { type: 'Decimal' } as const
const instant = { type: 'DateTime' } as const
const whole = { type: 'Int' } as const

/** The six tables as *Create my data structures* makes them, or the four of the older module. */
export function commerceTables(structure: 'retail' | 'legacy'): readonly GivenTable[] {
  const [contactColumn, refers]: [string, Reference] =
    structure === 'retail'
      ? ['customer_id', { of: 'contactKey' }]
      : ['idContact', { of: 'idContact' }]
  const contact: Omit<Column, 'code'> =
    structure === 'retail' ? text(200, { refers }) : { type: 'Int', refers }
  const tables = [
    made('ECommerce_Transaction', ['idTransaction'], {
      [contactColumn]: { ...contact, isRequired: true },
      idTransaction: text(100),
      OrderName: text(500),
      idSendLog: whole,
      idBatch: whole,
      Affiliation: text(500),
      Revenue: decimal,
      Shipping: decimal,
      Tax: decimal,
      dtTransactionCreatedAt: instant,
      dtTransactionUpdatedAt: instant,
      dtTransaction: instant,
      financialStatus: text(100),
      fulfillmentStatus: text(100),
      idVisit: { type: 'BigInt' },
    }),
    made('ECommerce_Item', ['idTransaction', 'idItem'], {
      idTransaction: text(100, {
        refers: { of: 'table', table: 'ECommerce_Transaction', column: 'idTransaction' },
      }),
      idItem: text(100),
      ProductName: text(100),
      Status: text(50),
      idProduct: text(100),
      Quantity: whole,
      UnitPrice: decimal,
      Discount: decimal,
      Total: decimal,
      SKU: text(100),
    }),
    made('ECommerce_Product', ['idProduct'], {
      idProduct: text(100),
      Name: text(500),
      Description: { type: 'NVarChar' },
      SKU: text(100),
      Price: decimal,
      SalePrice: decimal,
      Brand: text(200),
      idCategory: text(100, {
        refers: { of: 'table', table: 'ECommerce_ProductCategory', column: 'idCategory' },
      }),
      URL: text(1_000),
      ImageURL: text(1_000),
      Stock: whole,
      isActive: { type: 'Bit' },
    }),
    made('ECommerce_ProductCategory', ['idCategory'], {
      idCategory: text(100),
      Name: text(500),
      idParentCategory: text(100),
    }),
    made('ECommerce_Cart', ['idCart'], {
      idCart: text(100),
      [contactColumn]: contact,
      Total: decimal,
      URL: text(1_000),
      dtCartCreatedAt: instant,
      dtCartUpdatedAt: instant,
    }),
    made('ECommerce_CartItem', ['idCart', 'idProduct'], {
      idCart: text(100, { refers: { of: 'table', table: 'ECommerce_Cart', column: 'idCart' } }),
      idProduct: text(100),
      ProductName: text(100),
      Quantity: whole,
      UnitPrice: decimal,
    }),
  ]
  return structure === 'retail' ? tables : tables.slice(0, 4)
}

function made(
  name: string,
  keys: readonly string[],
  columns: Readonly<Record<string, Omit<Column, 'code'>>>,
): GivenTable {
  return {
    name,
    keys,
    columns: Object.entries(columns).map(([code, of]) => Object.assign({ code }, of)),
  }
}
