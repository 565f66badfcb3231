import { expect, test } from 'vitest'
import { erasePerson } from './erase.ts'
import { mug, simulatedAccount } from './testing/simulated-account.ts'

const maja = { email: 'maja@example.com', mobile: '+46701740605' }

test('a customer is deleted, by the address alone', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  sitoo.admin.put('users', { ...maja, role: null })
  expect(await erasePerson(contextWith(), { email: maja.email }, {})).toStrictEqual({
    status: 'ok',
  })
  expect(sitoo.admin.rows('users').filter(({ email }) => email === maja.email)).toStrictEqual([])
})

test('one of the staff is left, and it is said', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const id = sitoo.admin.put('users', { ...maja, role: 1 })
  expect(await erasePerson(contextWith(), {}, { users: [[id]] })).toMatchObject({
    status: 'skipped',
    again: 'later',
  })
  expect(sitoo.admin.rows('users').some(({ email }) => email === maja.email)).toBe(true)
})

test('receipts that name the person are counted, and those that name nobody are not', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  const named = sitoo.admin.sell({ lines: [mug], email: maja.email })
  const nameless = sitoo.admin.sell({ lines: [mug] })
  const outcome = await erasePerson(contextWith(), {}, { orders: [[named], [nameless]] })
  expect(outcome).toMatchObject({
    status: 'skipped',
    reason: expect.stringMatching(/^1 receipts/) as string,
  })
})
