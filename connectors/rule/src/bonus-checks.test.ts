import { expect, test } from 'vitest'
import { checksOf, type BonusChecks } from './bonus-checks.ts'

const check = {
  id: 'bonus:BC-1001',
  code: 'BC-1001',
  status: 'active',
  amount: 10_000,
  currency: 'SEK',
  expiresAt: '2026-12-31T22:59:59.000Z',
  extra: { name: 'Bonus check 100 kr', description: 'For all goods' },
}
const use = (redeemedAt: string, receipt: string, voucherId = check.id) => ({
  voucherId,
  redeemedAt,
  receipt,
})
const shown = (vouchers: BonusChecks['vouchers'], redemptions: BonusChecks['redemptions'] = []) =>
  checksOf({ vouchers, redemptions })

test('a check that nobody used is shown with its value', () => {
  expect(shown([check])).toStrictEqual([
    {
      bonuscheckid: 'bonus:BC-1001',
      code: 'BC-1001',
      name: 'Bonus check 100 kr',
      description: 'For all goods',
      value: '100.00',
      remaining: '100.00',
      currency: 'SEK',
      status: 'active',
      redeemed: false,
      dateredeemed: null,
      receiptid: null,
      validuntil: '2026-12-31T22:59:59.000Z',
    },
  ])
})

test('a check that was used in part tells what is left, and the last receipt', () => {
  const part = { ...check, status: 'partiallyRedeemed', remainingAmount: 2_505 }
  const uses = [use('2026-11-02T10:00:00Z', 'R2'), use('2026-11-01T10:00:00Z', 'R1')]
  expect(shown([part], uses)).toMatchObject([
    { remaining: '25.05', redeemed: false, dateredeemed: '2026-11-02T10:00:00Z', receiptid: 'R2' },
  ])
})

test('a check that is used up is redeemed, also where the till named it behind its own id', () => {
  const whole = { ...check, status: 'redeemed' }
  const uses = [
    use('2026-11-01T10:00:00Z', 'R1', 'till:bonus:BC-1001'),
    use('2026-11-09T10:00:00Z', 'R9', 'bonus:BC-1'),
  ]
  expect(shown([whole], uses)).toMatchObject([
    { remaining: '0.00', redeemed: true, receiptid: 'R1' },
  ])
})

test('a check whose use was taken back is as if it had never been used', () => {
  expect(
    shown([{ ...check, remainingAmount: 10_000 }], [use('2026-11-01T10:00:00Z', 'R1')]),
  ).toMatchObject([{ redeemed: false, dateredeemed: null, receiptid: null }])
})

test('a check that is known in two ways is shown once, and all in the order of their codes', () => {
  const other = {
    ...check,
    id: 'bonus:BC-1000',
    code: 'BC-1000',
    currency: 'JPY',
    amount: 500,
    extra: null,
  }
  expect(shown([check, other, check])).toMatchObject([
    { code: 'BC-1000', name: '500 JPY', value: '500' },
    { code: 'BC-1001' },
  ])
})
