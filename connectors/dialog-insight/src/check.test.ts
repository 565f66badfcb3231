import { expect, test } from 'vitest'
import { dialogInsight } from './connector.ts'
import { now, started } from './testing/account.ts'
import { settingsOf, tableIds, testContext } from './testing/context.ts'

type Given = Parameters<typeof testContext>[1]

async function problems(
  account: Awaited<ReturnType<typeof started>>,
  more: Given = {},
): Promise<readonly string[]> {
  const context = testContext(account, { tables: tableIds(account), ...more })
  const report = await dialogInsight.check(context)
  return (report.problems ?? []).map(
    ({ part, fault }) => `${part}: ${fault.message} ${fault.hint ?? ''}`,
  )
}

test('a project with all that is written is fine, and is called by its name', async () => {
  const account = await started()
  const context = testContext(account, { tables: tableIds(account) })
  expect(await dialogInsight.check(context)).toStrictEqual({
    account: { name: 'Boutique FR', currency: 'CAD', timeZone: 'America/Toronto' },
  })
  // A read for each table, and no more: all columns are asked for at once.
  expect(account.asked).toHaveLength(2 + 6)
})

const codes = [
  ['a known code', {}],
  ['a code that nobody knows', { field: 19 }],
  ['another status', { refusedStatus: 400 }],
] as const

test.each(codes)('columns that are not there are named, told by %s', async (_how, odd) => {
  const { refusals } = (await started()).account.unknowns
  const unknowns =
    'field' in odd
      ? { refusals: { ...refusals, field: odd.field } }
      : (odd as { readonly refusedStatus?: 400 })
  const account = await started({ unknowns })
  account.admin.removeColumn('ECommerce_Transaction', 'Affiliation')
  account.admin.removeColumn('ECommerce_Transaction', 'idVisit')
  account.admin.removeColumn('ECommerce_Product', 'idProduct')
  expect(await problems(account)).toStrictEqual([
    'sinks.transactions: The table ECommerce_Transaction has no column Affiliation, idVisit. Make it in Dialog Insight: Project, Data Management; or say in `tables.transaction.columns` what it is called, or `false` to leave it out.',
    'sinks.products: The table ECommerce_Product has no column idProduct, which is its key. Make it in Dialog Insight: Project, Data Management; or say in `tables.product.columns` what it is called. See that the number is that of the right table.',
  ])
})

test('columns under other names are found, and those that are left out are not looked for', async () => {
  const account = await started()
  account.admin.removeColumn('ECommerce_Transaction', 'Affiliation')
  account.admin.removeColumn('ECommerce_Transaction', 'Revenue')
  account.admin.addColumn('ECommerce_Transaction', { code: 'Sales', type: 'Decimal' })
  const { transaction } = tableIds(account) ?? {}
  const columns = { Revenue: 'Sales', Affiliation: false as const }
  expect(
    await problems(account, { tables: { transaction: { ...transaction, columns } } }),
  ).toStrictEqual([])
})

test.each([
  ['no number', {}, 'The number of the table ECommerce_Product is not known.'],
  [
    'a wrong number',
    { id: 1 },
    'Dialog Insight has no table with the number that is given for ECommerce_Product',
  ],
])('a table with %s says where to find it', async (_what, product, words) => {
  const account = await started()
  const [problem] = await problems(account, { tables: { product } })
  expect(problem).toContain(words)
  expect(problem).toContain('Project, Data Management')
})

test('fields, opt-ins and a key that the project does not have are named', async () => {
  const account = await started()
  const found = await problems(account, {
    contactsBy: ['ClientNo'],
    contactFields: { phone: 'Pager' },
    optIns: { email: 'Offers' },
  })
  expect(found.map((text) => text.slice(0, 96))).toStrictEqual([
    'sinks.contacts: The project has no field ClientNo, Pager. Add it in Dialog Insight: Project, Data Management; '.slice(
      0,
      96,
    ),
    'sinks.contacts: The project’s key is EMail, and `contactsBy` says ClientNo. Leave `contactsBy` out, '.slice(
      0,
      96,
    ),
    'sinks.contacts: The project has no opt-in Offers. It has Newsletter. Mend `optIns`.'.slice(
      0,
      96,
    ),
  ])
})

test('where the project does not tell its key, the settings must', async () => {
  const account = await started({ unknowns: { keyFlag: undefined } })
  const [problem] = await problems(account, { contactsBy: undefined })
  expect(problem).toContain('Which fields are the key of the contacts is not known')
  expect(await problems(account, { contactsBy: ['EMail'] })).toStrictEqual([])
})

test.each([
  ['has expired', { expiresAt: now }, 'auth', 'later expiry date'],
  ['may not be used from here', { addresses: ['203.0.113.9'] }, 'auth', 'authorized IP addresses'],
  ['may not read projects', { permissions: [] }, 'permission', 'Projects.Get'],
])('a key that %s is a fault with what to do', async (_what, change, kind, hint) => {
  const account = await started()
  account.admin.changeKey(change)
  await expect(dialogInsight.check(testContext(account))).rejects.toMatchObject({
    kind,
    hint: expect.stringContaining(hint) as string,
  })
})

test('a project of another number is a fault', async () => {
  const account = await started()
  await expect(dialogInsight.check(testContext(account, { project: 1 }))).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('no such project') as string,
  })
})

test('where a call takes one clause alone, columns are looked for one by one', async () => {
  const account = await started({ unknowns: { tableClause: 'single' } })
  account.admin.removeColumn('ECommerce_Product', 'Brand')
  const { product } = tableIds(account) ?? {}
  const found = await problems(account, { tables: { product }, tableClause: 'single' })
  expect(found.map((text) => text.split('.')[1])).toStrictEqual([
    'products: The table ECommerce_Product has no column Brand',
  ])
})

test('an account that passes over unknown columns is believed', async () => {
  const account = await started({ unknowns: { unknownColumn: 'ignored' } })
  account.admin.removeColumn('ECommerce_Product', 'Brand')
  expect(await problems(account)).toStrictEqual([])
})

test.each([
  ['items without transactions', { tables: { item: { id: 1 } } }],
  ['carts in the older structure', { structure: 'legacy', tables: { cart: { id: 1 } } }],
  ['a key of two fields in one column', { contactsBy: ['ClientNo', 'EMail'] }],
  ['a currency that there is not', { currency: 'ABC' }],
  ['an address with a slash at its end', { apiBase: 'https://dialog.example/' }],
  ['an address that is not encrypted', { apiBase: 'http://dialog.example' }],
  ['a time zone that there is not', { timeZone: 'Mars/Olympus' }],
])('%s are refused before anything is asked', async (_what, more) => {
  const account = await started()
  const settings = { ...settingsOf(account), ...more }
  const { issues } = await dialogInsight.config['~standard'].validate(settings)
  expect(issues).toHaveLength(1)
})
