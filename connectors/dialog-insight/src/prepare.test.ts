import { expect, test } from 'vitest'
import { dialogInsight } from './connector.ts'
import { started } from './testing/account.ts'
import { tableIds, testContext } from './testing/context.ts'

const tableMethods = { list: 'Tables.All', create: 'Tables.New' }

test('tables that are there are ready', async () => {
  const account = await started()
  const steps = await dialogInsight.prepare?.(testContext(account, { tables: tableIds(account) }))
  expect(new Set(steps?.map(({ state }) => state))).toStrictEqual(new Set(['already']))
  expect(steps).toHaveLength(6)
})

test('what cannot be made is described, column by column with its type, key and link', async () => {
  const account = await started({ structure: 'none' })
  const tables = { transaction: { columns: { idVisit: false as const } }, item: {} }
  const [first, second] = (await dialogInsight.prepare?.(testContext(account, { tables }))) ?? []
  expect(first?.state).toBe('byHand')
  expect(first?.how).toContain(
    'idTransaction (NVarChar(100), key), customer_id (NVarChar(200), linked to Contact.EMail)',
  )
  expect(first?.how).toContain('tables.transaction.id')
  expect(first?.how).not.toContain('idVisit')
  expect(second?.how).toContain(
    'idTransaction (NVarChar(100), key, linked to ECommerce_Transaction.idTransaction)',
  )
})

test('a column that is missing is to be added by hand', async () => {
  const account = await started()
  account.admin.removeColumn('ECommerce_Product', 'Brand')
  const { product } = tableIds(account) ?? {}
  expect(
    await dialogInsight.prepare?.(testContext(account, { tables: { product } })),
  ).toMatchObject([
    { state: 'byHand', how: expect.stringContaining('Add Brand (NVarChar(200))') as string },
  ])
})

test('where the account has methods for it tables are made, once, and found by their names', async () => {
  const account = await started({ structure: 'none', unknowns: { tableMethods } })
  const given = { tables: { transaction: {}, item: {} }, tableMethods }
  const dry = await dialogInsight.prepare?.(testContext(account, given, { dry: true }))
  expect(dry?.map(({ state }) => state)).toStrictEqual(['wouldDo', 'wouldDo'])
  expect(account.project.tables.size).toBe(0)
  const made = await dialogInsight.prepare?.(testContext(account, given))
  expect(made?.map(({ state }) => state)).toStrictEqual(['done', 'done'])
  const again = await dialogInsight.prepare?.(testContext(account, given))
  expect(again?.map(({ state }) => state)).toStrictEqual(['already', 'already'])
  expect((await dialogInsight.check(testContext(account, given))).problems).toBeUndefined()
})

test('what the account tells of its tables is shown with keys and links', async () => {
  const account = await started({ unknowns: { tableMethods } })
  const given = { tables: { transaction: {}, item: {} }, tableMethods }
  const found = await dialogInsight.discover?.(testContext(account, given))
  const item = found?.tables.find(({ name }) => name === 'ECommerce_Item')
  expect(item?.columns[0]).toStrictEqual({
    name: 'idTransaction',
    type: 'NVarChar(100)',
    isKey: true,
    isRequired: false,
    refers: { table: 'ECommerce_Transaction', column: 'idTransaction' },
  })
  // Also tables that nothing is written to.
  expect(found?.tables.map(({ name }) => name)).toContain('ECommerce_Cart')
  const { mappings } = dialogInsight.parts({
    config: testContext(account, { ...given, contactsBy: undefined }).config,
    found: found ?? null,
  })
  expect(mappings).toHaveLength(3)
})
