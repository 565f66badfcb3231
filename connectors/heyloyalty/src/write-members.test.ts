import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { deletedItem } from '@cartograph/testkit/reading'
import { expect, onTestFinished, test } from 'vitest'
import { testContext } from './testing/context.ts'
import { memberItem, no, yes } from './testing/items.ts'
import { writeMembers } from './write-members.ts'

const start = Date.UTC(2026, 10, 1, 12)
const email = 'anna@shop.example'
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

test('who agreed is added with what is known of them', async () => {
  const account = await opened()
  const item = memberItem({ phone: '+4520123456', fields: { firstname: 'Anna', city: 'Aarhus' } })
  const [outcome] = await writeMembers(testContext(account), [item])
  const [id] = account.list.members.keys()
  expect(outcome).toStrictEqual({ status: 'ok', remoteId: id })
  expect(valuesOf(account)).toStrictEqual([
    { email, mobile: '4520123456', firstname: 'Anna', city: 'Aarhus' },
  ])
})

test.each([
  ['patch', {}],
  ['put', {}],
  ['upsert', {}],
  ['upsert', { unknowns: { upsertUpdates: 'wholly' } }],
  ['put', { unknowns: { memberForm: 'flat' } }],
] as const)('%s empties nothing that is not sent (%j)', async (updateWith, options) => {
  const account = await opened(options)
  account.admin.addField(1, { name: 'interests', format: 'multi', options: ['Running'] })
  const [[option = ''] = []] = account.list.fields.get('interests')?.options ?? []
  const before = { email, firstname: 'Anna', sex: '2', interests: [option] }
  account.admin.addMember(1, before)
  await writeMembers(testContext(account, { updateWith }), [
    memberItem({ fields: { city: 'Aarhus' } }),
  ])
  expect(valuesOf(account)).toStrictEqual([{ ...before, city: 'Aarhus' }])
})

test.each(['put', 'upsert'] as const)(
  '%s is refused on a list with passwords, which nobody could send back',
  async (updateWith) => {
    const account = await opened()
    account.admin.addField(1, { name: 'password', type: 'fixed' })
    await expect(
      writeMembers(testContext(account, { updateWith }), [memberItem()]),
    ).rejects.toMatchObject({ kind: 'config', path: ['updateWith'] })
    expect(writes(account)).toStrictEqual([])
  },
)

test('who said no here is unsubscribed, with nothing else written', async () => {
  const account = await opened()
  const id = account.admin.addMember(1, { email })
  await writeMembers(testContext(account), [
    memberItem({ fields: { city: 'Aarhus' }, consents: [yes, no] }),
  ])
  expect(account.list.members.get(id)?.status).toBe('unsubscribed')
  expect(writes(account)).toStrictEqual([`DELETE /v1/lists/1/members/${id}`])
})

test('on a list with double opt-in Heyloyalty asks once, however often the person is sent', async () => {
  const account = await opened({ doubleOptIn: true })
  await writeMembers(testContext(account), [memberItem()])
  await writeMembers(testContext(account), [memberItem({ fields: { city: 'Aarhus' } })])
  expect(account.account.autoresponders).toStrictEqual([`confirm ${email}`])
})

test('with `doubleOptIn: skip` who agreed here is a member at once', async () => {
  const account = await opened({ doubleOptIn: true })
  await writeMembers(testContext(account, { doubleOptIn: 'skip' }), [memberItem()])
  expect([...account.list.members.values()].map(({ status }) => status)).toStrictEqual(['active'])
})

test('a list that hides who unsubscribed, which the settings do not know, stops at the first of them', async () => {
  const account = await opened({ unknowns: { unsubscribedAre: 'hidden' } })
  for (const name of ['a', 'b', 'c'])
    account.admin.unsubscribe(1, account.admin.addMember(1, { email: `${name}@shop.example` }))
  const items = ['a', 'b', 'c'].map((name) => memberItem({ email: `${name}@shop.example` }))
  expect(await writeMembers(testContext(account), items)).toMatchObject([
    { status: 'failed', fault: { kind: 'config', scope: 'part', path: ['unsubscribedAre'] } },
    { status: 'untouched' },
    { status: 'untouched' },
  ])
  expect(account.account.reactivated).toStrictEqual(['a@shop.example'])
})

test('two members of one address are left alone, and told', async () => {
  const account = await opened({ duplicates: 'allow' })
  account.admin.addMember(1, { email, city: 'Aarhus' })
  account.admin.addMember(1, { email })
  const [outcome] = await writeMembers(testContext(account), [memberItem()])
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'record' } })
  expect(writes(account)).toStrictEqual([])
})

test('a number of another member is refused in the words of Heyloyalty, without the number', async () => {
  const account = await opened({
    unknowns: {
      duplicateAnswer: { status: 422, error: 'Mobile 4520123456 is taken by bo@shop.example' },
    },
  })
  account.admin.addMember(1, { email })
  account.admin.addMember(1, { email: 'bo@shop.example', mobile: '4520123456' })
  const [outcome] = await writeMembers(testContext(account), [memberItem({ phone: '+4520123456' })])
  expect(outcome).toMatchObject({
    status: 'failed',
    fault: { message: 'Heyloyalty refuses this (422): Mobile [number] is taken by [address]' },
  })
})

test('where Heyloyalty does not filter nothing is written, for nobody can be told apart', async () => {
  const account = await opened()
  account.admin.addMember(1, { email: 'bo@shop.example' })
  const context = testContext(account)
  const unfiltered = {
    ...context,
    fetch: Object.assign(
      (input: string | URL | Request, init?: RequestInit) =>
        context.fetch((input as URL).href.replace(/&filter[^&]*/, ''), init),
      { with: () => unfiltered.fetch },
    ),
  }
  await expect(writeMembers(unfiltered, [memberItem()])).rejects.toMatchObject({ kind: 'contract' })
  expect(writes(account)).toStrictEqual([])
})

test('what a limit keeps back is untouched, and so is what follows', async () => {
  const account = await opened()
  account.next({ kind: 'status', status: 429, retryAfter: 7 })
  const outcomes = await writeMembers(testContext(account), [
    memberItem(),
    memberItem({ email: 'bo@shop.example' }),
  ])
  expect(outcomes).toStrictEqual([
    { status: 'untouched', afterMs: 7_000 },
    { status: 'untouched', afterMs: 7_000 },
  ])
  expect(account.list.members.size).toBe(0)
})

test.each(['reset', 'truncated'] as const)(
  'what was lost on the way back (%s) is added once when it is sent again',
  async (kind) => {
    const account = await opened()
    account.next(kind === 'reset' ? { kind, when: 'after' } : { kind })
    await expect(writeMembers(testContext(account), [memberItem()])).rejects.toThrow(
      kind === 'reset' ? 'fetch failed' : 'answered in the place of Heyloyalty',
    )
    await writeMembers(testContext(account), [memberItem()])
    expect(account.list.members.size).toBe(1)
  },
)

test('an answer that calls its JSON a page is read all the same', async () => {
  const account = await opened()
  account.next({ kind: 'oddType' })
  expect(await writeMembers(testContext(account), [memberItem()])).toMatchObject([{ status: 'ok' }])
})

test.each([
  ['unsubscribe', 'removed', email],
  ['anonymise', 'removed', undefined],
  ['unsubscribe', 'erased', undefined],
] as const)('with `whenGone: %s` a customer who is %s', async (whenGone, because, left) => {
  const account = await opened()
  const id = account.admin.addMember(1, { email })
  await writeMembers(testContext(account, { whenGone }), [deletedItem(email, because)])
  const member = account.list.members.get(id)
  expect(member?.status).toBe('unsubscribed')
  expect([...(member?.values.values() ?? [])].find((value) => value === email)).toBe(left)
})

test('an upsert that fits several members is told', async () => {
  const account = await opened({
    duplicates: 'allow',
    unknowns: { ambiguousAnswer: { status: 409, error: 'Ambiguous' } },
  })
  account.admin.addMember(1, { email: 'a@shop.example', mobile: '4520123456' })
  account.admin.addMember(1, { email: 'b@shop.example', mobile: '4520123456' })
  const item = memberItem({
    email: null,
    phone: '+4520123456',
    consents: [{ ...yes, channel: 'sms' }],
  })
  expect(await writeMembers(testContext(account), [item])).toMatchObject([{ status: 'failed' }])
})
