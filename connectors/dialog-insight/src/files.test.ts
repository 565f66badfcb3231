import { writtenItem } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { dialogInsight } from './connector.ts'
import { started, write } from './testing/account.ts'
import { tableIds, testContext } from './testing/context.ts'
import { contactOf } from './testing/items.ts'

const transaction = {
  key: { idTransaction: 'shop:1' },
  contact: { EMail: 'nadia@example.com' },
  values: {
    OrderName: '=1+1, "quoted"\nand on',
    Revenue: { decimal: '120.50' },
    dtTransaction: { datetime: '2026-10-24T18:03:11.000Z' },
  },
}
const contact = {
  key: { EMail: 'nadia@example.com' },
  fields: { FirstName: 'Åsa', LastName: 'Brun' },
  consents: [{ channel: 'email', state: 'granted' as const, at: '2026-01-01T00:00:00.000Z' }],
}

async function fileOf(account: Awaited<ReturnType<typeof started>>, name: string, item: object) {
  const context = testContext(account, {
    tables: tableIds(account),
    files: true,
    optIns: { email: 'Newsletter' },
  })
  const { sinks = {} } = dialogInsight.parts({ config: context.config, found: null })
  const sink = sinks[name]
  if (sink === undefined || !('serve' in sink)) throw new Error(`There is no file ${name}.`)
  let text = ''
  for await (const piece of sink.serve.encode(context, pages(item))) text += String(piece)
  return text
}

async function* pages(item: object) {
  yield [item]
}

test('a file that the vendor imports makes the same rows as the calls do', async () => {
  const byFile = await started()
  expect(
    byFile.admin.importFile('Contact', await fileOf(byFile, 'contactsFile', contact)),
  ).toStrictEqual({ created: 1, updated: 0, problems: [] })
  expect(
    byFile.admin.importFile(
      'ECommerce_Transaction',
      await fileOf(byFile, 'transactionsFile', transaction),
    ),
  ).toStrictEqual({ created: 1, updated: 0, problems: [] })
  const byCalls = await started()
  const context = testContext(byCalls, {
    tables: tableIds(byCalls),
    optIns: { email: 'Newsletter' },
  })
  await write(context, 'contacts', [writtenItem('nadia@example.com', contact)])
  await write(context, 'transactions', [writtenItem('shop:1', transaction)])
  const filled = (table: string) => (account: typeof byFile) =>
    account.admin
      .rows(table)
      .map(({ idContact: _id, ...row }) =>
        Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
      )
  for (const table of ['Contact', 'ECommerce_Transaction'])
    expect(filled(table)(byFile)).toStrictEqual(filled(table)(byCalls))
})

test('a file has a mark, one header and the names of dynamic mapping', async () => {
  const account = await started()
  const text = await fileOf(account, 'contactsFile', contactOf('a@example.com').item)
  expect(text).toBe(
    '\uFEFFkey_f_EMail,f_FirstName,f_LastName,optin_Newsletter\r\na@example.com,,,\r\n',
  )
})

test('a column that is not in the header is refused before it is lost', async () => {
  const account = await started()
  const { config } = testContext(account, { tables: tableIds(account), files: true })
  const { sinks = {} } = dialogInsight.parts({ config, found: null })
  const odd = { ...transaction, values: { ...transaction.values, Colour: 'red' } }
  const result = await sinks['transactionsFile']?.schema['~standard'].validate(odd)
  expect(result?.issues).toHaveLength(1)
})

test('tables that name the contact by its internal id are not filed', async () => {
  const account = await started()
  const { config } = testContext(account, {
    tables: tableIds(account),
    files: true,
    link: 'idContact',
  })
  const { sinks = {}, mappings = [] } = dialogInsight.parts({ config, found: null })
  expect(sinks['transactionsFile']).toBeUndefined()
  expect(mappings.some(({ id }) => id === 'dialog-insight-transactionsFile')).toBe(false)
  expect(sinks['productsFile']).toBeDefined()
})
