import {
  startDialogInsight,
  type DialogInsightOptions,
} from '@cartograph/simulators/dialog-insight'
import { conformance } from '@cartograph/testkit'
import { dialogInsight } from './index.ts'
import { settingsOf, tableIds } from './testing/context.ts'

const start = Date.UTC(2026, 10, 1, 12)
const buyer = 'nadia@example.com'
const others = Array.from({ length: 3 }, (_none, index) => `reader${index}@example.com`)

function listed<Item>(make: (index: number) => Item) {
  return (count: number) => Array.from({ length: count }, (_none, index) => make(index))
}

const contact = (index: number) => ({
  key: { EMail: `customer${index}@example.com` },
  fields: { FirstName: 'Åsa “B”', City: 'Québec' },
  consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
})
const transaction = (index: number) => ({
  key: { idTransaction: `shop:${index}` },
  contact: { EMail: buyer },
  values: {
    OrderName: `#${index}`,
    Revenue: { decimal: '120.50' },
    dtTransaction: { datetime: '2026-10-24T18:03:11.000Z' },
  },
})
const item = (index: number) => ({
  key: { idTransaction: 'shop:base', idItem: String(index) },
  values: { ProductName: `Tea ${index}`, Quantity: 2, Total: { decimal: '12.00' } },
})
const product = (index: number) => ({
  key: { idProduct: `shop:${index}` },
  values: { Name: `Tea ${index}`, Price: { decimal: '6.00' }, Stock: 3, isActive: true },
})
const category = (index: number) => ({
  key: { idCategory: `shop:${index}` },
  values: { Name: `Shelf ${index}` },
})
const cart = (index: number) => ({
  key: { idCart: `shop:${index}` },
  contact: { EMail: buyer },
  values: { Total: { decimal: '5.00' } },
})
const cartItem = (index: number) => ({
  key: { idCart: 'shop:base', idProduct: `shop:${index}` },
  values: { ProductName: 'Tea', Quantity: 1, UnitPrice: { decimal: '5.00' } },
})
const long = 'x'.repeat(101)

const simulator = (options: DialogInsightOptions, more: object = {}) => ({
  start: async () => {
    let now = start
    const account = await startDialogInsight({ now: () => now, ...options })
    const { admin } = account
    admin.addContact({ EMail: buyer, FirstName: 'Nadia' })
    for (const email of others) admin.addContact({ EMail: email })
    const rows = (table: string) => () => admin.rows(table)
    admin.importFile('ECommerce_Transaction', `key_idTransaction,customer_id\nshop:base,${buyer}\n`)
    admin.importFile('ECommerce_Item', 'key_idTransaction,key_idItem\nshop:base,first\n')
    admin.importFile('ECommerce_Cart', `key_idCart,customer_id\nshop:base,${buyer}\n`)
    return {
      settings: settingsOf(account, {
        tables: tableIds(account),
        optIns: { email: 'Newsletter' },
        contactsGone: 'delete',
        files: true,
        ...more,
      }),
      now: () => now,
      pass: (ms: number) => {
        now += ms
      },
      sinks: {
        contacts: {
          items: listed(contact),
          bad: { key: { EMail: 'bad@example.com' }, fields: { City: long } },
          stored: rows('Contact'),
        },
        transactions: {
          items: listed(transaction),
          bad: {
            key: { idTransaction: 'bad' },
            contact: { EMail: buyer },
            values: { financialStatus: long, Revenue: { decimal: '1' } },
          },
          stored: rows('ECommerce_Transaction'),
        },
        items: {
          items: listed(item),
          bad: {
            key: { idTransaction: 'shop:base', idItem: 'bad' },
            values: { ProductName: long, Total: { decimal: '1' } },
          },
          stored: rows('ECommerce_Item'),
        },
        products: {
          items: listed(product),
          bad: { key: { idProduct: 'bad' }, values: { SKU: long } },
          stored: rows('ECommerce_Product'),
        },
        categories: {
          items: listed(category),
          bad: { key: { idCategory: long } },
          stored: rows('ECommerce_ProductCategory'),
        },
        carts: {
          items: listed(cart),
          bad: { key: { idCart: long }, contact: { EMail: buyer } },
          stored: rows('ECommerce_Cart'),
        },
        cartItems: {
          items: listed(cartItem),
          bad: { key: { idCart: 'shop:base', idProduct: 'bad' }, values: { ProductName: long } },
          stored: rows('ECommerce_CartItem'),
        },
      },
      served: {
        contactsFile: { items: listed(contact) },
        transactionsFile: { items: listed(transaction) },
        itemsFile: { items: listed(item) },
        productsFile: { items: listed(product) },
        categoriesFile: { items: listed(category) },
        cartsFile: { items: listed(cart) },
        cartItemsFile: { items: listed(cartItem) },
      },
      erasure: {
        person: { email: buyer },
        traces: [buyer, 'shop:base'],
        others,
        stored: () =>
          ['Contact', 'ECommerce_Transaction', 'ECommerce_Item', 'ECommerce_Cart'].map((table) =>
            admin.rows(table),
          ),
      },
      stop: () => account.close(),
    }
  },
})

conformance(dialogInsight, {
  package: new URL('../', import.meta.url),
  simulator: simulator({}),
})

conformance(dialogInsight, {
  name: 'Dialog Insight, where everything unknown is otherwise than assumed',
  simulator: simulator(
    {
      unknowns: {
        refusals: {
          authentication: 11,
          inactive: 12,
          expired: 13,
          address: 14,
          permission: 15,
          malformed: 16,
          project: 17,
          table: 18,
          field: 19,
          tooMany: 20,
          clause: 21,
          badRecord: 22,
        },
        rejections: {
          invalid: 'Bad',
          duplicate: 'Twice',
          unmatched: 'None',
          required: 'Empty',
          foreignKey: 'Orphan',
        },
        statuses: { created: 'Inserted', updated: 'Modified', skipped: 'Ignored', error: 'Failed' },
        refusedStatus: 400,
        badRecord: 'wholeCall',
        resultOrder: 'reversed',
        mostRecords: 7,
        letterCase: 'toldApart',
        keyFlag: undefined,
        tableMethods: { list: 'Tables.All', create: 'Tables.New' },
      },
    },
    { contactsBy: ['EMail'], batchSize: 20, caseSensitiveKeys: true, dates: 'dashes' },
  ),
})
