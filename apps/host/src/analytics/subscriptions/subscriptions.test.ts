import type { Subscription } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayRange } from '../calendar/range.ts'
import { storeClock } from '../calendar/store-clock.ts'
import { Exact, factorTo, noRates, rateTable } from '../currency/rate-table.ts'
import { movementKinds, recurringReport } from './movements.ts'
import { recurringFact, type RecurringFact } from './recurring.ts'

const clock = storeClock('UTC')
const euros = factorTo(noRates, 'EUR')

function fact(
  customer: string,
  startedAt: string,
  rest: Partial<Subscription>,
): readonly RecurringFact[] {
  const row: Subscription = {
    id: `pay:${customer}`,
    connection: 'pay',
    status: 'active',
    currency: 'EUR',
    amount: 1200,
    interval: 'month',
    startedAt: `${startedAt}T00:00:00.000Z`,
    ...rest,
  }
  const recurring = recurringFact(row, { clock, customer })
  return recurring === undefined ? [] : [recurring]
}

function monthly(interval: Subscription['interval'], intervalCount: number): string | undefined {
  return fact('ann', '2026-01-01', { interval, intervalCount })[0]?.monthly.toFixed(2)
}

test('years, weeks, days and every third month are brought to a month', () => {
  expect([
    monthly('month', 1),
    monthly('month', 3),
    monthly('year', 1),
    monthly('week', 1),
    monthly('day', 1),
  ]).toStrictEqual(['1200.00', '400.00', '100.00', '5200.00', '36500.00'])
})

test('trials, pauses and what never began bring nothing', () => {
  const none = [
    fact('ann', '2026-01-01', { status: 'trial' }),
    fact('ann', '2026-01-01', { status: 'paused' }),
    fact('ann', '2026-01-01', { status: 'incomplete' }),
    fact('ann', '2026-01-01', { status: 'ended', endedAt: '2026-01-01T00:00:00.000Z' }),
  ]
  expect(none.flat()).toStrictEqual([])
})

test('the movements of a month are as the paper says', () => {
  const ended = { status: 'ended', endedAt: '2026-10-15T00:00:00.000Z' } as const
  const long = { status: 'ended', endedAt: '2026-05-01T00:00:00.000Z' } as const
  const report = recurringReport(
    [
      ...fact('stays', '2026-01-01', {}),
      ...fact('new', '2026-10-03', { amount: 2000 }),
      ...fact('more', '2026-01-01', { amount: 500 }),
      ...fact('more', '2026-10-10', { amount: 700 }),
      ...fact('less', '2026-01-01', { amount: 900 }),
      ...fact('less', '2026-01-01', { amount: 400, ...ended }),
      ...fact('gone', '2026-01-01', { amount: 1000, ...ended }),
      ...fact('again', '2026-01-01', { amount: 100, ...long }),
      ...fact('again', '2026-10-20', { amount: 300 }),
    ],
    dayRange('2026-10-01', '2026-10-31'),
    euros,
  )
  const moved = movementKinds.map((kind) => `${kind} ${report.movements[kind].toFixed()}`)
  expect(moved).toStrictEqual([
    'new 2000',
    'reactivation 300',
    'expansion 700',
    'contraction -400',
    'churn -1000',
  ])
  expect(
    [report.start, report.end, report.currencyEffect, report.annual].map(String),
  ).toStrictEqual(['4000', '5600', '0', '67200'])
  expect(
    [
      report.grossChurn,
      report.netChurn,
      report.customerChurn,
      report.averagePerCustomer,
      report.quickRatio,
    ].map((value) => value?.toFixed(4)),
  ).toStrictEqual(['0.3500', '0.1000', '0.2500', '1120.0000', '2.1429'])
})

test('a rate that moves makes no movement, but a line of its own', () => {
  const range = dayRange('2026-10-01', '2026-10-31')
  const rates = rateTable([
    { day: range.from - 1, currency: 'USD', rate: '1', source: 'test' },
    { day: range.to, currency: 'USD', rate: '2', source: 'test' },
  ])
  const report = recurringReport(
    fact('ann', '2026-01-01', { currency: 'USD' }),
    range,
    factorTo(rates, 'EUR'),
  )
  expect([report.start, report.end, report.currencyEffect].map(String)).toStrictEqual([
    '1200',
    '600',
    '-600',
  ])
  expect(movementKinds.map((kind) => report.movements[kind].toFixed())).toStrictEqual([
    '0',
    '0',
    '0',
    '0',
    '0',
  ])
})

const anyFact = fc
  .record({
    customer: fc.constantFrom('ann', 'bob', 'cid'),
    currency: fc.constantFrom('EUR', 'USD'),
    amount: fc.integer({ min: 1, max: 99_999 }),
    from: fc.integer({ min: 0, max: 400 }),
    length: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
  })
  .map(({ customer, currency, amount, from, length }): RecurringFact => ({
    id: customer,
    customer,
    currency,
    monthly: new Exact(amount),
    from,
    until: length === undefined ? undefined : from + length,
  }))

test('what it was, the movements and the effect of currencies make what it is', () => {
  const rates = rateTable(
    Array.from({ length: 500 }, (_, day) => ({
      day,
      currency: 'USD',
      rate: `1.${String(day).padStart(3, '0')}`,
      source: 'test',
    })),
  )
  fc.assert(
    fc.property(
      fc.array(anyFact, { maxLength: 12 }),
      fc.nat(300),
      fc.nat(90),
      (facts, from, length) => {
        const range = { from: from + 1, to: from + 1 + length }
        const report = recurringReport(facts, range, factorTo(rates, 'EUR'))
        const moved = movementKinds.reduce(
          (sum, kind) => sum.plus(report.movements[kind]),
          report.start,
        )
        expect(moved.plus(report.currencyEffect).toFixed()).toBe(report.end.toFixed())
        const inEuros = facts.filter(({ currency }) => currency === 'EUR')
        expect(
          recurringReport(inEuros, range, factorTo(rates, 'EUR')).currencyEffect.toFixed(),
        ).toBe('0')
      },
    ),
  )
})
