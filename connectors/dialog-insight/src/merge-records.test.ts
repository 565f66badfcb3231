import { expect, test } from 'vitest'
import { now, said, started, write } from './testing/account.ts'
import { testContext } from './testing/context.ts'
import { contactOf } from './testing/items.ts'

const emails = Array.from({ length: 12 }, (_none, index) => `reader${index}@example.com`)
const bad = contactOf('bad@example.com', { City: 'x'.repeat(41) })

test('what is refused says so in the words of the vendor, and the rest lands', async () => {
  const account = await started()
  const outcomes = await write(testContext(account), 'contacts', [
    contactOf('a@example.com'),
    bad,
    contactOf('b@example.com'),
  ])
  expect(outcomes.map(said)).toStrictEqual([
    'ok',
    'record: Dialog Insight refuses the record of the contacts (InvalidData: The value of City is not a valid NVarChar of at most 40 characters).',
    'ok',
  ])
  expect(account.admin.rows('Contact')).toHaveLength(2)
})

test('where one record refuses the call, halves find it, and the rest lands', async () => {
  const account = await started({ unknowns: { badRecord: 'wholeCall' } })
  const items = emails.map((email) => contactOf(email)).toSpliced(5, 0, bad)
  const outcomes = await write(testContext(account), 'contacts', items)
  expect(outcomes.map(({ status }) => status).indexOf('failed')).toBe(5)
  expect(account.admin.rows('Contact')).toHaveLength(emails.length)
})

test('a call that is too large is halved', async () => {
  const account = await started({ unknowns: { mostRecords: 5 } })
  const outcomes = await write(
    testContext(account),
    'contacts',
    emails.map((email) => contactOf(email)),
  )
  expect(new Set(outcomes.map(said))).toStrictEqual(new Set(['ok']))
  expect(account.admin.rows('Contact')).toHaveLength(emails.length)
})

test.each([
  ['in another order', { resultOrder: 'reversed' as const }],
  ['without the key', { echoesKey: false }],
])('results are given to their records when they come %s', async (_how, unknowns) => {
  const account = await started({ unknowns })
  const outcomes = await write(testContext(account), 'contacts', [contactOf('a@example.com'), bad])
  expect(outcomes.map(({ status }) => status)).toStrictEqual(['ok', 'failed'])
})

test('other words for results are understood, by the settings where they do not tell themselves', async () => {
  const statuses = { created: 'Nouveau', updated: 'Changé', skipped: 'Passé', error: 'Refusé' }
  const account = await started({ unknowns: { statuses } })
  const items = [contactOf('a@example.com'), contactOf('A@example.com'), bad]
  const context = testContext(account, {
    merge: { skipDuplicates: true },
    resultWords: { skipped: ['Passé'] },
  })
  const outcomes = await write(context, 'contacts', items)
  expect(outcomes.map(({ status }) => status)).toStrictEqual(['skipped', 'skipped', 'failed'])
  const [again] = await write(context, 'contacts', [contactOf('b@example.com')])
  expect(again?.status).toBe('ok')
})

test('two records with one key in a call are both refused, and nothing else', async () => {
  const account = await started()
  const items = [contactOf('a@example.com'), contactOf('A@example.com'), contactOf('b@example.com')]
  expect((await write(testContext(account), 'contacts', items)).map(said)).toStrictEqual([
    'record: Dialog Insight refuses the record of the contacts (DuplicateKey: The key is in the request twice).',
    'record: Dialog Insight refuses the record of the contacts (DuplicateKey: The key is in the request twice).',
    'ok',
  ])
})

test.each([
  ['wrong', { key: 'another-key-of-32-letters' }, 'auth: Dialog Insight does not accept the key'],
  ['switched off', { isActive: false }, 'auth: The key is not active any more, or has expired'],
  ['expired', { expiresAt: now }, 'auth: The key is not active any more, or has expired'],
  [
    'not for this address',
    { addresses: ['203.0.113.9'] },
    'auth: Dialog Insight does not let this machine’s address use the key',
  ],
  [
    'without the permission',
    { permissions: ['Projects.Get'] },
    'permission: The key may not call Contacts.Merge',
  ],
])('a key that is %s stops the delivery, and no record is at fault', async (_what, key, words) => {
  const account = await started()
  account.admin.changeKey(key)
  const context = testContext(account, { key: '0123456789abcdefghijklmnopqrstuv' })
  const [outcome] = await write(context, 'contacts', [contactOf('a@example.com')])
  expect(said(outcome)).toMatch(words)
})

test.each([
  ['nobody knows', undefined, 'auth: Dialog Insight refuses the key, the address or the project'],
  [
    'the settings tell',
    { '14': 'address' as const },
    'auth: Dialog Insight does not let this machine’s address use the key',
  ],
])(
  'a key that is refused with a code that %s is no fault of the records',
  async (_who, errorCodes, words) => {
    const refusals = (await started()).account.unknowns.refusals
    const account = await started({ unknowns: { refusals: { ...refusals, address: 14 } } })
    account.admin.changeKey({ addresses: ['203.0.113.9'] })
    const context = testContext(account, errorCodes === undefined ? {} : { errorCodes })
    const [outcome] = await write(context, 'contacts', [contactOf('a@example.com')])
    expect(said(outcome)).toMatch(words)
  },
)

test('a column that the project does not have stops the delivery and is named', async () => {
  const account = await started()
  const [outcome] = await write(testContext(account), 'contacts', [
    contactOf('a@example.com', { Pet: 'Rex' }),
  ])
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'config', scope: 'part' } })
  expect(said(outcome)).toContain('The field f_Pet does not exist')
})

test('what every record of a batch meets alike stops the delivery, also under a code that nobody knows', async () => {
  const refusals = (await started()).account.unknowns.refusals
  const account = await started({ unknowns: { refusals: { ...refusals, field: 19 } } })
  const outcomes = await write(
    testContext(account),
    'contacts',
    emails.map((email) => contactOf(email, { Pet: 'Rex' })),
  )
  expect(outcomes).toHaveLength(emails.length)
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'config', scope: 'part' } })
})

test('addresses and the key are not told, though the vendor names them', async () => {
  const account = await started()
  account.next({
    kind: 'refused',
    code: 'Odd',
    message: `nadia@example.com (+1 514 555 0199) with ${account.key} is odd.`,
  })
  const [outcome] = await write(testContext(account), 'contacts', [contactOf('a@example.com')])
  expect(said(outcome)).toBe(
    'record: Dialog Insight refuses the record of the contacts (Odd: … (…) with … is odd).',
  )
})

test('a rate limit leaves everything untouched', async () => {
  const account = await started()
  account.next({ kind: 'status', status: 429, retryAfter: 7 })
  expect(await write(testContext(account), 'contacts', [contactOf('a@example.com')])).toStrictEqual(
    [{ status: 'untouched', afterMs: 7_000 }],
  )
})

test.each([{ kind: 'truncated' as const }, { kind: 'page' as const }])(
  'an answer that is $kind tells nothing of what was done',
  async (mishap) => {
    const account = await started()
    account.next(mishap)
    await expect(
      write(testContext(account), 'contacts', [contactOf('a@example.com')]),
    ).rejects.toThrow(
      'Something answered in the place of Dialog Insight, or its answer was cut off.',
    )
  },
)
