import { expect, test } from 'vitest'

import { compare } from './comparison.ts'
import { minorUnits, moneyText, newLedger } from './ledger.ts'

const ledgerWith = (change: {
  total?: bigint
  status?: string
  customer?: string
  refund?: bigint
}) => {
  const writer = newLedger()
  writer.order({
    id: 'shop:1',
    currency: 'DKK',
    total: change.total ?? 12_500n,
    refunded: 500n,
    status: change.status ?? 'paid',
  })
  writer.order({ id: 'shop:2', currency: 'ISK', total: 900n, refunded: 0n, status: 'paid' })
  writer.refund({ id: 'shop:R1', currency: 'DKK', total: change.refund ?? 500n })
  writer.customer(change.customer ?? 'shop:C1')
  return writer.ledger
}
const truth = ledgerWith({})
const comparedTo = (change: Parameters<typeof ledgerWith>[0], hasRefunds = true) =>
  compare(truth, [
    { name: 'same', ledger: truth, hasRefunds: true },
    { name: 'store', ledger: ledgerWith(change), hasRefunds },
  ])

test('places that know the same are the same', () => {
  const { ok, figures, differences } = comparedTo({})
  expect({ ok, differences }).toEqual({ ok: true, differences: [] })
  expect(figures.find(({ name }) => name === 'Ordered, DKK')).toEqual({
    name: 'Ordered, DKK',
    expected: '125.00',
    found: { same: '125.00', store: '125.00' },
    ok: true,
  })
})

test('one cent too much is found, and the order named', () => {
  const { ok, figures, differences } = comparedTo({ total: 12_501n })
  expect(ok).toBe(false)
  expect(figures.filter((figure) => !figure.ok).map(({ name }) => name)).toEqual(['Ordered, DKK'])
  expect(differences).toEqual([
    'order shop:1: expected DKK 125.00, 5.00 back, paid, store has DKK 125.01, 5.00 back, paid',
  ])
})

test('records that differ without changing a sum are found too', () => {
  expect(comparedTo({ status: 'pending' }).ok).toBe(false)
  expect(comparedTo({ customer: 'shop:C2' }).differences).toEqual([
    'customer shop:C1: expected there, store has nothing',
    'customer shop:C2: expected nothing, store has there',
  ])
})

test('refunds are compared only where a place has them', () => {
  expect(comparedTo({ refund: 400n }).ok).toBe(false)
  expect(comparedTo({ refund: 400n }, false).ok).toBe(true)
})

test('amounts are read with all of their decimals or not at all', () => {
  expect(minorUnits('-12.50', 'DKK')).toBe(-1_250n)
  expect(minorUnits('1250', 'ISK')).toBe(1_250n)
  expect(moneyText(-5n, 'DKK')).toBe('-0.05')
  expect(() => minorUnits('12.5', 'DKK')).toThrow('no amount of DKK')
  expect(() => minorUnits('', 'DKK')).toThrow('no amount of DKK')
})
