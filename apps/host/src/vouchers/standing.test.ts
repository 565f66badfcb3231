import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { reminderOf, standingOf } from './standing.ts'

const day = 86_400_000
const active = { status: 'active', remainingAmount: undefined }
const terms = { amount: 10_000, base: active, expiresAt: 100 * day }

test.each([
  ['untouched', 0, 50, active],
  ['spent in part', 4000, 50, { status: 'partiallyRedeemed', remainingAmount: 6000 }],
  ['spent', 10_000, 50, { status: 'redeemed', remainingAmount: 0 }],
  ['spent twice over', 20_000, 50, { status: 'redeemed', remainingAmount: 0 }],
  ['past its end', 0, 100, { status: 'expired', remainingAmount: undefined }],
  ['spent in part and past its end', 4000, 101, { status: 'expired', remainingAmount: 6000 }],
  ['spent, and past its end later', 10_000, 101, { status: 'redeemed', remainingAmount: 0 }],
])('a voucher that is %s', (_what, spent, at, standing) => {
  expect(standingOf(terms, spent, at * day)).toStrictEqual(standing)
})

test('what its own system has ended stays ended', () => {
  const cancelled = { status: 'cancelled', remainingAmount: 10_000 }
  expect(standingOf({ ...terms, base: cancelled }, 4000, 0)).toStrictEqual(cancelled)
  const redeemed = { status: 'redeemed', remainingAmount: undefined }
  expect(standingOf({ ...terms, base: redeemed }, 0, 0)).toStrictEqual(redeemed)
  expect(standingOf({ ...terms, base: redeemed }, 1, 0).status).toBe('redeemed')
})

test('more that is spent never leaves more, and nothing is less than nothing', () => {
  const spending = fc.array(fc.nat(20_000), { maxLength: 8 })
  fc.assert(
    fc.property(spending, fc.nat(20_000), (parts, more) => {
      const spent = parts.reduce((sum, part) => sum + part, 0)
      const left = (of: number) => standingOf(terms, of, 0).remainingAmount ?? terms.amount
      expect(left(spent + more)).toBeLessThanOrEqual(left(spent))
      expect(left(spent)).toBe(Math.max(0, terms.amount - spent))
    }),
  )
})

const reminding = { standing: active, expiresAt: 100 * day, daysBefore: 7, remindedFor: 0 }

test('the holder is reminded from some days before the end on, and not after it', () => {
  expect(reminderOf(reminding, 92 * day)).toStrictEqual({ isDue: false, next: 93 * day })
  expect(reminderOf(reminding, 93 * day)).toStrictEqual({ isDue: true, next: 100 * day })
  expect(reminderOf(reminding, 100 * day)).toStrictEqual({ isDue: false, next: undefined })
})

test('of one end is reminded once, and of a later one again', () => {
  const reminded = { ...reminding, remindedFor: 100 * day }
  expect(reminderOf(reminded, 94 * day)).toStrictEqual({ isDue: false, next: 100 * day })
  const extended = { ...reminded, expiresAt: 101 * day }
  expect(reminderOf(extended, 94 * day)).toStrictEqual({ isDue: true, next: 101 * day })
})

test('of what is spent, never ends or is not to be reminded of nobody is reminded', () => {
  const spent = { status: 'redeemed', remainingAmount: 0 }
  expect(reminderOf({ ...reminding, standing: spent }, 94 * day).isDue).toBe(false)
  expect(reminderOf({ ...reminding, expiresAt: undefined }, 94 * day).isDue).toBe(false)
  expect(reminderOf({ ...reminding, daysBefore: 0 }, 94 * day)).toStrictEqual({
    isDue: false,
    next: 100 * day,
  })
})
