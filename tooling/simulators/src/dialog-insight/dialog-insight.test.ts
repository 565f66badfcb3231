import { expect, onTestFinished, test } from 'vitest'
import { startDialogInsight, type DialogInsightOptions } from './index.ts'
import type { SimulatedDialogInsight } from './start.ts'

const now = Date.UTC(2026, 10, 1, 12)

async function started(options: DialogInsightOptions = {}): Promise<SimulatedDialogInsight> {
  const account = await startDialogInsight({ now: () => now, ...options })
  onTestFinished(() => account.close())
  return account
}

async function ask(
  { apiBase, keyId, key, project }: SimulatedDialogInsight,
  name: string,
  body: object = {},
  secret = key,
): Promise<Readonly<Record<string, unknown>>> {
  const [service, method] = name.split('.')
  const response = await fetch(`${apiBase}/${service}.ashx?method=${method}`, {
    method: 'POST',
    body: JSON.stringify({
      AuthKey: { idKey: keyId, Key: secret },
      idProject: project.id,
      ...body,
    }),
  })
  return (await response.json()) as Readonly<Record<string, unknown>>
}

const contact = (email: string, data: object = {}) => ({
  ID: { key_f_EMail: email },
  Data: { f_EMail: email, ...data },
})
const transaction = (id: string, data: object = {}) => ({
  ID: { key_idTransaction: id },
  Data: { customer_id: 'nadia@example.com', Revenue: 120.5, ...data },
})
const mergeContacts = (account: SimulatedDialogInsight, ...Records: readonly object[]) =>
  ask(account, 'contacts.Merge', { Records })

test('a contact is created, then changed, and a result is given for each', async () => {
  const account = await started()
  const first = await mergeContacts(account, contact('nadia@example.com', { f_FirstName: 'Nadia' }))
  const second = await mergeContacts(account, contact('NADIA@example.com', { f_LastName: 'Brun' }))
  expect([first['CreatedRecords'], second['UpdatedRecords']]).toStrictEqual([1, 1])
  expect(second['Records']).toStrictEqual([
    {
      IdRecord: expect.any(Number) as number,
      Status: 'Updated',
      ValidationResult: 'OK',
      Message: null,
      ID: { key_f_EMail: 'NADIA@example.com' },
      Data: null,
      Record: null,
    },
  ])
  expect(account.admin.rows('Contact')).toMatchObject([
    { f_FirstName: 'Nadia', f_LastName: 'Brun' },
  ])
})

test.each([
  ['a wrong key', {}, 'another', 'AuthenticationFailed'],
  ['a key that is not active', { isActive: false }, undefined, 'KeyInactive'],
  ['a key that has expired', { expiresAt: now }, undefined, 'KeyInactive'],
  ['an address outside the list', { addresses: ['203.0.113.9'] }, undefined, 'IPNotAuthorized'],
  ['a method without permission', { permissions: ['Contacts.Get'] }, undefined, 'PermissionDenied'],
])('%s is refused', async (_what, change, secret, code) => {
  const account = await started()
  account.admin.changeKey(change)
  expect(await ask(account, 'Contacts.Merge', { Records: [] }, secret)).toMatchObject({
    Success: false,
    ErrorCode: code,
  })
})

test('one key twice in a call refuses both, or skips both where that is asked for', async () => {
  const account = await started()
  const Records = [contact('nadia@example.com'), contact('Nadia@example.com')]
  const statuses = async (SkipDuplicateRecords: boolean) => {
    const body = { Records, MergeOptions: { SkipDuplicateRecords } }
    const answer = await ask(account, 'contacts.Merge', body)
    return (answer['Records'] as readonly { readonly Status: string }[]).map(({ Status }) => Status)
  }
  expect(await statuses(false)).toStrictEqual(['Error', 'Error'])
  expect(await statuses(true)).toStrictEqual(['Skipped', 'Skipped'])
})

test('what may be neither inserted nor updated does not match', async () => {
  const account = await started()
  const body = {
    Records: [contact('nadia@example.com')],
    MergeOptions: { AllowInsert: false },
  }
  expect(await ask(account, 'contacts.Merge', body)).toMatchObject({
    Success: true,
    Records: [{ Status: 'Error', ValidationResult: 'Unmatched' }],
  })
})

test('a transaction needs its contact, and an item its transaction', async () => {
  const account = await started()
  const merge = (table: string, record: object) =>
    ask(account, 'relationaltables.Merge', {
      idTable: account.admin.idOf(table),
      Records: [record],
    })
  expect(await merge('ECommerce_Transaction', transaction('1001'))).toMatchObject({
    Records: [{ Status: 'Error', ValidationResult: 'ForeignKeyNotFound' }],
  })
  await mergeContacts(account, contact('nadia@example.com'))
  expect(await merge('ECommerce_Transaction', transaction('1001'))).toMatchObject({
    CreatedRecords: 1,
  })
  const item = { ID: { key_idTransaction: '1002', key_idItem: '1' }, Data: { Quantity: 1 } }
  expect(await merge('ECommerce_Item', item)).toMatchObject({
    Records: [{ ValidationResult: 'ForeignKeyNotFound' }],
  })
})

test('a column that is not there refuses the whole call', async () => {
  const account = await started()
  expect(
    await mergeContacts(
      account,
      contact('a@example.com'),
      contact('b@example.com', { f_Pet: 'x' }),
    ),
  ).toMatchObject({ Success: false, ErrorCode: 'InvalidField' })
  expect(account.admin.rows('Contact')).toStrictEqual([])
})

test('a bad value refuses its record alone, or the call where that is played', async () => {
  const records = [contact('a@example.com'), contact('b@example.com', { f_City: 'x'.repeat(41) })]
  const alone = await started()
  expect(await mergeContacts(alone, ...records)).toMatchObject({
    Success: true,
    Records: [{ Status: 'Created' }, { Status: 'Error', ValidationResult: 'InvalidData' }],
  })
  const whole = await started({ unknowns: { badRecord: 'wholeCall' } })
  expect(await mergeContacts(whole, ...records)).toMatchObject({ Success: false })
  expect(whole.admin.rows('Contact')).toStrictEqual([])
})

test('too many records are refused', async () => {
  const account = await started({ unknowns: { mostRecords: 1 } })
  expect(
    await mergeContacts(account, contact('a@example.com'), contact('b@example.com')),
  ).toMatchObject({ Success: false, ErrorCode: 'TooManyRecords' })
})

test('rows are read and deleted by a clause whose type stands first', async () => {
  const account = await started()
  await mergeContacts(account, contact('nadia@example.com'), contact('paul@example.com'))
  const equal = { TypeOperator: 'Equal', ComparisonValue: 'nadia@example.com' }
  const Clause = { $type: 'FieldClause', Field: { Name: 'f_EMail' }, ...equal }
  expect(await ask(account, 'contacts.Get', { Clause })).toMatchObject({
    Records: [{ f_EMail: 'nadia@example.com' }],
  })
  const late = { Field: { Name: 'f_EMail' }, ...equal, $type: 'FieldClause' }
  expect(await ask(account, 'contacts.Get', { Clause: late })).toMatchObject({ Success: false })
  expect(await ask(account, 'contacts.Delete', { Clause, MaxRows: 1 })).toMatchObject({
    DeletedRecords: 1,
  })
  expect(account.admin.rows('Contact')).toHaveLength(1)
})

test('consents are kept with when they changed', async () => {
  const account = await started()
  await mergeContacts(account, contact('nadia@example.com', { optin_Newsletter: '1' }))
  await mergeContacts(account, contact('nadia@example.com', { optin_Newsletter: '1' }))
  await mergeContacts(account, contact('nadia@example.com', { optin_Newsletter: '0' }))
  expect(
    account.project.optInChanges.map(({ code, value, at }) => [code, value, at]),
  ).toStrictEqual([
    ['Newsletter', '1', now],
    ['Newsletter', '0', now],
  ])
})

test.each([
  ['normal', { created: 1, updated: 1 }, 3],
  ['addOnly', { created: 1, updated: 0 }, 3],
  ['updateOnly', { created: 0, updated: 1 }, 2],
  ['replacement', { created: 2, updated: 0 }, 2],
] as const)('a file is imported: %s', async (type, counts, rows) => {
  const account = await started()
  account.admin.importFile('ECommerce_ProductCategory', 'key_idCategory,Name\n1,Tea\n2,Cups\n')
  const done = account.admin.importFile(
    'ECommerce_ProductCategory',
    '\uFEFFkey_idCategory,Name\r\n2,Mugs\r\n3,"Pots, iron"\r\n',
    type,
  )
  expect(done).toStrictEqual({ ...counts, problems: [] })
  expect(account.admin.rows('ECommerce_ProductCategory')).toHaveLength(rows)
})

test('a file without a key column is not imported', async () => {
  const account = await started()
  expect(account.admin.importFile('ECommerce_Product', 'Name\nTea\n').problems).toStrictEqual([
    'A key column is mandatory.',
  ])
})

test('a silent call is done, and a broken one before it is not', async () => {
  const account = await started()
  account.next({ kind: 'reset', when: 'before' }, { kind: 'reset', when: 'after' })
  await expect(mergeContacts(account, contact('a@example.com'))).rejects.toThrow('fetch failed')
  expect(account.admin.rows('Contact')).toHaveLength(0)
  await expect(mergeContacts(account, contact('a@example.com'))).rejects.toThrow('fetch failed')
  expect(account.admin.rows('Contact')).toHaveLength(1)
})
