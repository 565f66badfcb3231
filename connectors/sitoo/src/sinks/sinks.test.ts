import type { SinkItem } from '@cartograph/core'
import { expect, test } from 'vitest'
import { simulatedAccount } from '../testing/simulated-account.ts'
import { outcomesOf } from './outcomes.ts'
import { usersSink } from './users.ts'
import { vouchersSink } from './vouchers.ts'

function writing<Item extends object>(item: Item, remoteId?: string): SinkItem<Item> {
  return {
    op: 'write',
    item,
    key: ['one'],
    idempotencyKey: 'k',
    cause: 'live',
    references: {},
    ...(remoteId !== undefined && { remoteId }),
  }
}

test.each(['bare', 'envelope'] as const)(
  'a user who is new is made and one who is there is changed, an array of one being answered %s',
  async (answerToOne) => {
    const { sitoo, contextWith } = await simulatedAccount({ unknowns: { answerToOne } })
    const there = sitoo.admin.put('users', { email: 'a@example.com', namefirst: 'A', company: 'X' })
    const outcomes = await usersSink.write(contextWith(), [
      writing({ email: 'a@example.com', namefirst: 'Anna' }),
      writing({ email: 'b@example.com' }),
    ])
    const made = sitoo.admin.rows('users').find(({ email }) => email === 'b@example.com')
    expect(outcomes).toStrictEqual([
      { status: 'ok', remoteId: there },
      { status: 'ok', remoteId: made?.['userid'] },
    ])
    expect(sitoo.admin.rows('users').find(({ userid }) => userid === there)).toMatchObject({
      namefirst: 'Anna',
      company: 'X',
    })
  },
)

test('a user who is refused does not keep back the others', async () => {
  const { contextWith } = await simulatedAccount()
  const outcomes = await usersSink.write(contextWith(), [
    writing({ email: 'a@example.com' }),
    writing({ email: ' ' }),
    writing({ email: 'c@example.com' }),
  ])
  expect(outcomes.map(({ status }) => status)).toStrictEqual(['ok', 'failed', 'ok'])
})

test('a user is changed by the id that Sitoo gave, also under a new address', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const id = String(sitoo.admin.put('users', { email: 'a@example.com' }))
  await usersSink.write(contextWith(), [writing({ email: 'new@example.com' }, id)])
  expect(sitoo.admin.rows('users').find(({ userid }) => userid === id)?.['email']).toBe(
    'new@example.com',
  )
})

test('a campaign is made once for its code', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const items = [writing({ vouchercode: 'SPRING', vouchername: 'Spring' })]
  await vouchersSink.write(contextWith(), items)
  const [again] = await vouchersSink.write(contextWith(), items)
  const made = sitoo.admin.rows('vouchers').filter(({ vouchercode }) => vouchercode === 'SPRING')
  expect([made.length, again]).toStrictEqual([
    1,
    { status: 'ok', remoteId: `${Number(made[0]?.['voucherid'])}` },
  ])
})

test('an answer with another number of outcomes tells of none', () => {
  expect(outcomesOf([{ statuscode: 200, return: 1 }], 2)).toStrictEqual([
    { status: 'unknown' },
    { status: 'unknown' },
  ])
})

test.each([
  [
    { statuscode: 200, return: '{G}' },
    { status: 'ok', remoteId: '{G}' },
  ],
  [{ statuscode: 200, return: true }, { status: 'ok' }],
  [{ statuscode: 429, errortext: 'Too many connections' }, { status: 'untouched' }],
  [{ statuscode: 500, errortext: 'Internal error' }, { status: 'unknown' }],
  ['nonsense', { status: 'unknown' }],
])('the outcome of %j', (answer, outcome) => {
  expect(outcomesOf([answer], 1)).toStrictEqual([outcome])
})
