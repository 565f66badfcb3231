import { dayOf, type Day } from '../calendar/day.ts'

/**
 * Currencies that became the euro keep the rate at which they did.
 *
 * Croatia: 7.53450 kuna a euro from 2023-01-01. Bulgaria: 1.95583 leva a euro from 2026-01-01.
 */
export const fixedRates: ReadonlyMap<string, { readonly since: Day; readonly rate: string }> =
  new Map([
    ['HRK', { since: dayOf('2023-01-01'), rate: '7.53450' }],
    ['BGN', { since: dayOf('2026-01-01'), rate: '1.95583' }],
  ])
