import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { expect, onTestFinished, test } from 'vitest'
import { pollImport } from './import-members.ts'
import { testContext } from './testing/context.ts'
import { memberItem } from './testing/items.ts'
import { writeMembers } from './write-members.ts'

const start = Date.UTC(2026, 10, 1, 12)
let now = start

async function opened(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  now = start
  const account = await startHeyloyalty({ now: () => now, ...options })
  onTestFinished(() => account.close())
  return account
}
const valuesOf = ({ list }: SimulatedHeyloyalty) =>
  [...list.members.values()].map(({ values }) => Object.fromEntries(values))
const writes = ({ asked }: SimulatedHeyloyalty) => asked.filter((one) => !one.startsWith('GET'))

const many = Array.from({ length: 50 }, (_none, index) =>
  memberItem(
    { email: `reader${index}@shop.example`, fields: { firstname: `Bo "${index}",\nÅ` } },
    { cause: 'backfill' },
  ),
)

test('many new people of a back-fill are one file, and set off no mails', async () => {
  const account = await opened({ landsAfterMs: 30_000, unknowns: { importStatus: 204 } })
  const context = testContext(account)
  const outcomes = await writeMembers(context, many)
  expect(writes(account)).toStrictEqual(['POST /v1/lists/1/import'])
  const [first] = outcomes
  if (first?.status !== 'pending') throw new Error('It is not pending.')
  expect(await pollImport(context, first.ticket, many)).toMatchObject([
    { status: 'pending' },
    ...many.slice(1).map(() => ({ status: 'pending' })),
  ])
  now += 60_000
  const done = await pollImport(context, first.ticket, many)
  expect(new Set(done.map(({ status }) => status))).toStrictEqual(new Set(['ok']))
  expect(valuesOf(account)[7]).toStrictEqual({
    email: 'reader7@shop.example',
    firstname: 'Bo "7",\nÅ',
  })
  expect(account.account.autoresponders).toStrictEqual([])
})

test('who is in a file and not on the list in the end was refused', async () => {
  const account = await opened()
  const context = testContext(account)
  const item = memberItem({ email: 'no-address@shop' }, { cause: 'backfill' })
  const ticket = JSON.stringify({ at: now, looks: 3 })
  now += 700_000
  expect(await pollImport(context, ticket, [item])).toMatchObject([
    { status: 'failed', fault: { kind: 'record' } },
  ])
  const patient = testContext(account, { importsWithinMs: 800_000 })
  expect(await pollImport(patient, ticket, [item])).toMatchObject([{ status: 'pending' }])
})

test.each([
  ['few people', many.slice(1), {}],
  ['live changes', many.map((one) => ({ ...one, cause: 'live' as const })), {}],
  ['an account without an address for errors', many, { contactEmail: undefined }],
  ['a list that hides members', many, { unsubscribedAre: 'hidden' as const }],
])('%s are not imported', async (_what, items, settings) => {
  const account = await opened()
  await writeMembers(testContext(account, settings), items)
  expect(account.asked).not.toContain('POST /v1/lists/1/import')
  expect(account.list.members.size).toBe(items.length)
})

test('who is in a file that is refused is added alone', async () => {
  const account = await opened()
  account.next({ kind: 'status', status: 400 })
  const outcomes = await writeMembers(testContext(account), many)
  expect(new Set(outcomes.map(({ status }) => status))).toStrictEqual(new Set(['ok']))
  expect(account.list.members.size).toBe(many.length)
})

test('who is not to be added stands in no file, and neither does who is there already', async () => {
  const account = await opened()
  const there = account.admin.addMember(1, { email: 'there@shop.example' })
  const more = [
    memberItem({ email: 'there@shop.example', fields: { city: 'Aarhus' } }, { cause: 'backfill' }),
    memberItem({ email: 'silent@shop.example', consents: [] }, { cause: 'backfill' }),
  ]
  const outcomes = await writeMembers(testContext(account), [...many, ...more])
  expect(outcomes.slice(-2)).toMatchObject([
    { status: 'ok', remoteId: there },
    { status: 'skipped' },
  ])
  expect(writes(account)).toStrictEqual([
    'POST /v1/lists/1/import',
    `PATCH /v1/lists/1/members/${there}`,
  ])
  expect(account.list.members.size).toBe(many.length + 1)
})

test('on a list with double opt-in nobody is imported past the confirmation', async () => {
  const account = await opened({ doubleOptIn: true })
  await writeMembers(testContext(account), many)
  expect(account.asked).not.toContain('POST /v1/lists/1/import')
})
