import type { Subscription } from '@cartograph/core'
import { expect, test } from 'vitest'
import { dayRange } from '../calendar/range.ts'
import { storeClock } from '../calendar/store-clock.ts'
import { trialFact, trialReport } from './trials.ts'

const clock = storeClock('UTC')

function trial(rest: Partial<Subscription>) {
  const row: Subscription = {
    id: 'pay:1',
    connection: 'pay',
    status: 'active',
    currency: 'EUR',
    amount: 1200,
    interval: 'month',
    startedAt: '2026-10-01T00:00:00.000Z',
    trialEndsAt: '2026-10-15T00:00:00.000Z',
    ...rest,
  }
  return trialFact(row, { clock, customer: 'ann' })
}

const october = dayRange('2026-10-01', '2026-10-31')

test('of the trials that ended those count as paid that cost something after', () => {
  const trials = [
    trial({}),
    trial({ status: 'ended', endedAt: '2026-10-28T00:00:00.000Z' }),
    trial({ status: 'ended', endedAt: '2026-10-03T00:00:00.000Z' }),
    trial({ status: 'paused' }),
    trial({ status: 'trial', trialEndsAt: '2026-11-05T00:00:00.000Z' }),
  ].flatMap((each) => each ?? [])
  const { running, ended, conversion } = trialReport(trials, october)
  expect([running, ended, conversion?.toFixed()]).toStrictEqual([1, 4, '0.5'])
})

test('what is paid for from its first day on is no trial', () => {
  expect([
    trial({ trialEndsAt: null }),
    trial({ trialEndsAt: '2026-10-01T00:00:00.000Z' }),
  ]).toStrictEqual([undefined, undefined])
})

test('where none ended there is no share', () => {
  expect(trialReport([], october)).toStrictEqual({ running: 0, ended: 0, conversion: undefined })
})
