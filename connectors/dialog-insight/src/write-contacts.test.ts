import { writtenItem } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { said, started, write } from './testing/account.ts'
import { testContext } from './testing/context.ts'
import { contactOf, gone } from './testing/items.ts'

const consent = (state: 'granted' | 'withdrawn', at: string, purpose: string | null = null) => ({
  channel: 'email',
  state,
  at,
  purpose,
})

function saying(email: string, ...consents: readonly object[]) {
  return writtenItem(email, { key: { EMail: email }, consents })
}

test('opt-ins are 1 and 0, and nothing of who never answered', async () => {
  const account = await started()
  account.admin.addOptIn('Offers')
  const context = testContext(account, {
    optIns: { email: 'Newsletter', 'email.offers': 'Offers' },
  })
  await write(context, 'contacts', [
    saying('yes@example.com', consent('granted', '2026-01-01T00:00:00.000Z')),
    saying(
      'no@example.com',
      consent('granted', '2026-01-01T00:00:00.000Z'),
      consent('withdrawn', '2026-02-01T00:00:00.000Z'),
      consent('granted', '2026-02-01T00:00:00.000Z', 'offers'),
    ),
    saying('silent@example.com'),
  ])
  expect(
    account.admin
      .rows('Contact')
      .map((row) => [row['f_EMail'], row['optin_Newsletter'], row['optin_Offers']]),
  ).toStrictEqual([
    ['yes@example.com', true, undefined],
    ['no@example.com', false, true],
    ['silent@example.com', undefined, undefined],
  ])
})

test('an address that changed changes the contact, and makes no second one', async () => {
  const account = await started()
  const id = account.admin.addContact({ EMail: 'old@example.com' })
  const item = writtenItem(
    'new@example.com',
    { key: { EMail: 'new@example.com' } },
    { remoteId: String(id), previousKey: ['old@example.com'] },
  )
  expect((await write(testContext(account), 'contacts', [item])).map(said)).toStrictEqual(['ok'])
  expect(account.admin.rows('Contact')).toMatchObject([
    { idContact: id, f_EMail: 'new@example.com' },
  ])
})

test('a contact who is gone there is made anew under the new address', async () => {
  const account = await started()
  const item = writtenItem(
    'new@example.com',
    { key: { EMail: 'new@example.com' } },
    { remoteId: '1', previousKey: ['old@example.com'] },
  )
  expect((await write(testContext(account), 'contacts', [item])).map(said)).toStrictEqual(['ok'])
  expect(account.admin.rows('Contact')).toHaveLength(1)
})

function member(number: string) {
  return { key: { ClientNo: number, EMail: 'a@example.com' } }
}

test('a key of several fields is told by all of them, and only the one that fits all is deleted', async () => {
  const account = await started({ contactKey: ['ClientNo', 'EMail'], structure: 'legacy' })
  const context = testContext(account, { structure: 'legacy', contactsGone: 'delete' })
  await write(context, 'contacts', [
    writtenItem(['1', 'a@example.com'], member('1')),
    writtenItem(['2', 'a@example.com'], member('2')),
  ])
  expect(account.admin.rows('Contact')).toHaveLength(2)
  await write(context, 'contacts', [gone(['1', 'a@example.com'], member('1'))])
  expect(account.admin.rows('Contact')).toMatchObject([{ f_ClientNo: '2' }])
})

test('without the project’s key nothing is written', async () => {
  const account = await started()
  const context = testContext(account, { contactsBy: undefined })
  const [outcome] = await write(context, 'contacts', [contactOf('a@example.com')])
  expect(outcome).toMatchObject({
    status: 'failed',
    fault: { kind: 'config', scope: 'connection' },
  })
  expect(account.asked).toStrictEqual([])
})

test('every option of a merge is passed on', async () => {
  const account = await started()
  const merge = {
    insert: false,
    update: false,
    skipDuplicates: true,
    skipUnmatched: true,
    returnOnSuccess: true,
    returnOnError: true,
    fields: [{ Field: 'EMail' }],
  }
  const context = testContext(account, { merge })
  const outcomes = await write(context, 'contacts', [contactOf('a@example.com')])
  expect(outcomes).toStrictEqual([
    {
      status: 'skipped',
      reason: 'Dialog Insight passed it over (Unmatched).',
      again: 'changed',
    },
  ])
  expect(account.bodies[0]?.['MergeOptions']).toStrictEqual({
    AllowInsert: false,
    AllowUpdate: false,
    SkipDuplicateRecords: true,
    SkipUnmatchedRecords: true,
    ReturnRecordsOnSuccess: true,
    ReturnRecordsOnError: true,
    FieldOptions: [{ Field: 'EMail' }],
  })
})

test('consent to be followed is written with its day', async () => {
  const account = await started()
  const item = writtenItem('a@example.com', {
    key: { EMail: 'a@example.com' },
    tracking: { consents: true, at: '2026-10-24' },
  })
  await write(testContext(account), 'contacts', [item])
  expect(account.bodies[0]).toMatchObject({
    Records: [{ Data: { hasTrackingConsent: '1', dtTrackingConsent: '2026.10.24' } }],
  })
})
