import { expect, test } from 'vitest'
import { isChangedCheck } from './changed-check.ts'

const known = {
  id: 'checks:1',
  amount: 100,
  remainingAmount: 40,
  status: 'partiallyRedeemed',
  expiresAt: null,
  extra: { name: 'Hello' },
}
const row = { id: 'checks:1', amount: 100, status: 'active', extra: { name: 'Hello' } }

test('a check of which something was spent is not another one', () => {
  expect(isChangedCheck(known, row)).toBe(false)
})

test.for([
  [{ ...row, amount: 200 }],
  [{ ...row, expiresAt: '2027-01-01T00:00:00.000Z' }],
  [{ ...row, extra: { name: 'Thanks' } }],
  [{ ...row, status: 'cancelled' }],
])('a file that says %j changes it', ([said]) => {
  expect(isChangedCheck(known, said ?? {})).toBe(true)
})
