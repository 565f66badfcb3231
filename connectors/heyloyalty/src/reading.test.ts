import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { expect, onTestFinished, test } from 'vitest'
import { erase } from './erase.ts'
import { wholeMembers, changedMembers } from './members.ts'
import { optOuts } from './opt-outs.ts'
import { testContext, type Given } from './testing/context.ts'

const start = Date.UTC(2026, 10, 1, 12)
let now = start

async function opened(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  now = start
  const account = await startHeyloyalty({ now: () => now, ...options })
  onTestFinished(() => account.close())
  return account
}

async function emails(account: SimulatedHeyloyalty, settings: Given = {}) {
  const context = testContext(account, settings)
  const found: unknown[] = []
  for await (const { items } of wholeMembers.list?.read(context, { params: null }, undefined) ?? [])
    for (const change of items) if (change.op === 'upsert') found.push(change.row.fields.email)
  return found
}
const email = 'anna@shop.example'

test('only members that the filters of the settings let through are read', async () => {
  const account = await opened()
  account.admin.addMember(1, { email, city: 'Aarhus' })
  account.admin.addMember(1, { email: 'bo@shop.example', city: 'Odense' })
  expect(await emails(account, { only: { city: { eq: 'Aarhus' } } })).toStrictEqual([email])
})

test.each(['fields', 'flat'] as const)(
  'members read alike in the form `%s`',
  async (memberForm) => {
    const account = await opened({ unknowns: { memberForm } })
    account.admin.addField(1, { name: 'interests', format: 'multi', options: ['Running'] })
    const [[option = ''] = []] = account.list.fields.get('interests')?.options ?? []
    const id = account.admin.addMember(1, { email, sex: '2', interests: [option] })
    const [row] = (await wholeMembers.get?.read(testContext(account), [[id]])) ?? []
    expect(row).toMatchObject({
      id,
      status: 'active',
      unsubscribed_at: null,
      fields: { email, sex: '2', interests: [option], birthdate: '' },
    })
  },
)

test('changes that are found by their instant come on from where the last reading ended', async () => {
  const account = await opened({ unknowns: { instantFilters: 'work' } })
  const id = account.admin.addMember(1, { email })
  now += 60_000
  account.admin.addMember(1, { email: 'bo@shop.example' })
  now += 600_000
  const read = async (from?: Parameters<NonNullable<typeof changedMembers.list>['read']>[2]) => {
    const found: string[] = []
    let position = from
    const pages = changedMembers.list?.read(testContext(account), { params: null }, from)
    for await (const { items, next } of pages ?? []) {
      position = next
      for (const change of items) if (change.op === 'upsert') found.push(change.row.id)
    }
    return { found, position }
  }
  const first = await read()
  expect(first.found).toHaveLength(2)
  now += 60_000
  account.admin.changeMember(1, id, { city: 'Aarhus' })
  now += 60_000
  expect((await read(first.position)).found).toContain(id)
})

test('an opt-out is kept where the member is gone, and taken back only by being seen active', async () => {
  const account = await opened()
  const id = account.admin.addMember(1, { email })
  account.admin.unsubscribe(1, id)
  const state = async () => (await optOuts.get?.read(testContext(account), [[id]]))?.[0]
  expect(await state()).toMatchObject({ state: 'unsubscribed', at: '2026-11-01T12:00:00.000Z' })
  account.admin.subscribeAgain(1, id)
  expect(await state()).toMatchObject({ state: 'active', at: null })
  account.admin.complains(1, id)
  expect(await state()).toMatchObject({ state: 'complained' })
  account.admin.removeMember(1, id)
  expect(await state()).toBeNull()
  expect(optOuts.deletes).toBe('never')
})

test('an erasure reaches every list, and leaves who only shares a number', async () => {
  const account = await opened()
  const other = account.admin.addList('Newsletter')
  account.admin.addMember(1, { email, firstname: 'Anna', mobile: '4520123456' })
  account.admin.addMember(other, { email, firstname: 'Anna' })
  account.admin.addMember(other, { email: 'bo@shop.example', mobile: '4520123456' })
  const lone = account.admin.addMember(other, { firstname: 'Anna', mobile: '+45 20 12 34 56' })
  account.list.fields.delete('reference')
  await erase(testContext(account), { email, phone: '+4520123456' }, { members: [[lone]] })
  const left = [...account.account.lists.values()].flatMap(({ members }) =>
    [...members.values()].flatMap(({ values }) => Array.from(values.values())),
  )
  expect(JSON.stringify(left)).not.toContain('Anna')
  expect(JSON.stringify(left)).not.toContain(email)
  expect(left).toContain('bo@shop.example')
})
