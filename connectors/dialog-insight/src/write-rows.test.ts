import { writtenItem } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { said, started, write } from './testing/account.ts'
import { tableIds, testContext } from './testing/context.ts'
import { gone } from './testing/items.ts'

const transaction = (id: string) => ({
  key: { idTransaction: id },
  contact: { EMail: 'nadia@example.com' },
  values: {
    Revenue: { decimal: '120.50' },
    dtTransaction: { datetime: '2026-10-24T18:03:11.000Z' },
  },
})

test('a row is written with its key, whose it is, and its values as the vendor takes them', async () => {
  const account = await started()
  account.admin.addContact({ EMail: 'nadia@example.com' })
  const context = testContext(account, { tables: tableIds(account) })
  await write(context, 'transactions', [writtenItem('1001', transaction('1001'))])
  expect(account.admin.rows('ECommerce_Transaction')).toStrictEqual([
    {
      idTransaction: '1001',
      customer_id: 'nadia@example.com',
      Revenue: 120.5,
      dtTransaction: '2026.10.24 14:03:11',
    },
  ])
})

test.each([
  ['its internal id, which is handed over', { references: { contact: 'given' } }],
  ['its internal id, which is asked for', {}],
])('in the older structure a row names the contact by %s', async (_what, more) => {
  const account = await started({ structure: 'legacy' })
  const id = account.admin.addContact({ EMail: 'nadia@example.com' })
  const context = testContext(account, { structure: 'legacy', tables: tableIds(account) })
  const references = 'references' in more ? { references: { contact: String(id) } } : {}
  const item = writtenItem('1001', transaction('1001'), references)
  expect((await write(context, 'transactions', [item])).map(said)).toStrictEqual(['ok'])
  expect(account.admin.rows('ECommerce_Transaction')).toMatchObject([{ idContact: id }])
})

test('a row of a contact whom the vendor does not know is put off in the older structure, and refused in the newer', async () => {
  const legacy = await started({ structure: 'legacy' })
  const older = testContext(legacy, { structure: 'legacy', tables: tableIds(legacy) })
  const item = writtenItem('1001', transaction('1001'))
  expect(await write(older, 'transactions', [item])).toMatchObject([
    { status: 'skipped', again: 'later' },
  ])
  const retail = await started()
  const newer = testContext(retail, { tables: tableIds(retail) })
  expect((await write(newer, 'transactions', [item])).map(said)).toStrictEqual([
    'record: Dialog Insight refuses the record of ECommerce_Transaction (ForeignKeyNotFound: customer_id: no such record).',
  ])
})

test('a category that is not there is left empty', async () => {
  const account = await started()
  const context = testContext(account, { tables: tableIds(account) })
  const product = { key: { idProduct: 'tea' }, values: { Name: 'Tea', idCategory: 'gone' } }
  const item = writtenItem('tea', product, { references: { category: null } })
  expect((await write(context, 'products', [item])).map(said)).toStrictEqual(['ok'])
  expect(account.admin.rows('ECommerce_Product')).toMatchObject([{ idCategory: null }])
})

const line = (id: string) => ({
  key: { idTransaction: '1001', idItem: id },
  values: { Total: { decimal: '1' } },
})

test('a row of a key of two columns is deleted alone', async () => {
  const account = await started()
  account.admin.addContact({ EMail: 'nadia@example.com' })
  const context = testContext(account, { tables: tableIds(account) })
  await write(context, 'transactions', [writtenItem('1001', transaction('1001'))])
  await write(context, 'items', [
    writtenItem(['1001', '1'], line('1')),
    writtenItem(['1001', '2'], line('2')),
  ])
  await write(context, 'items', [gone(['1001', '1'], line('1'))])
  expect(account.admin.rows('ECommerce_Item')).toMatchObject([{ idItem: '2' }])
})

test('where a call takes one clause alone, nothing is deleted that might be another’s', async () => {
  const account = await started({ unknowns: { tableClause: 'single' } })
  account.admin.importFile('ECommerce_CartItem', 'key_idCart,key_idProduct\n')
  account.admin.addContact({ EMail: 'nadia@example.com' })
  account.admin.importFile('ECommerce_Cart', 'key_idCart,customer_id\nc,nadia@example.com\n')
  account.admin.importFile('ECommerce_CartItem', 'key_idCart,key_idProduct\nc,1\nc,2\n')
  const context = testContext(account, { tables: tableIds(account), tableClause: 'single' })
  const last = { key: { idCart: 'c', idProduct: '1' } }
  const [outcome] = await write(context, 'cartItems', [gone(['c', '1'], last)])
  expect(said(outcome)).toMatch('config: A row of ECommerce_CartItem is told by')
  const cart = { key: { idCart: 'c' } }
  account.admin.importFile('ECommerce_CartItem', 'key_idCart,key_idProduct\n', 'replacement')
  await write(context, 'carts', [gone(['c'], cart)])
  expect(account.admin.rows('ECommerce_Cart')).toStrictEqual([])
})

test('many deletions are made a part at a time, and the others wait', async () => {
  const account = await started()
  const context = testContext(account, { tables: tableIds(account) })
  const items = Array.from({ length: 25 }, (_none, index) =>
    gone([`p${index}`], { key: { idProduct: `p${index}` } }),
  )
  const outcomes = await write(context, 'products', items)
  expect(outcomes.filter(({ status }) => status === 'ok')).toHaveLength(20)
  expect(outcomes.filter(({ status }) => status === 'untouched')).toHaveLength(5)
})

test('a table whose number is not known says where to find it', async () => {
  const account = await started()
  const context = testContext(account, { tables: { product: {} } })
  const [outcome] = await write(context, 'products', [
    writtenItem('a', { key: { idProduct: 'a' } }),
  ])
  expect(said(outcome)).toBe('config: The number of the table ECommerce_Product is not known.')
})

test('a table of one’s own is written by its own key', async () => {
  const account = await started()
  account.admin.addContact({ EMail: 'nadia@example.com' })
  const id = account.admin.addTable({
    name: 'Loyalty',
    keys: ['idMember'],
    columns: [
      { code: 'idMember', type: 'NVarChar', length: 50 },
      { code: 'owner', type: 'NVarChar', length: 200, refers: { of: 'contactKey' } },
      { code: 'Points', type: 'Int' },
    ],
  })
  const otherTables = {
    loyalty: { id, keys: ['idMember'], contact: 'owner', columns: { Points: 'Int' } },
  }
  const context = testContext(account, { otherTables })
  const item = {
    key: { idMember: 'm1' },
    contact: { EMail: 'nadia@example.com' },
    values: { Points: 12 },
  }
  expect((await write(context, 'loyalty', [writtenItem('m1', item)])).map(said)).toStrictEqual([
    'ok',
  ])
  expect(account.admin.rows('Loyalty')).toStrictEqual([
    { idMember: 'm1', owner: 'nadia@example.com', Points: 12 },
  ])
})
