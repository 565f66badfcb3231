import { expect, test } from 'vitest'
import { dayText } from '../analytics/index.ts'
import { digestPeriod } from './digest-rounds.ts'

const zone = 'Europe/Copenhagen'

function periodAt(every: 'day' | 'week', at: string, instant: string) {
  const period = digestPeriod({ every, at }, { now: Date.parse(instant), zone })
  return period === undefined ? undefined : [dayText(period.from), dayText(period.to)]
}

test.each([
  ['before its time nothing is sent', 'day', '07:00', '2026-11-25T05:59:00Z', undefined],
  ['it is of the day before', 'day', '07:00', '2026-11-25T06:00:00Z', ['2026-11-24', '2026-11-24']],
  [
    'a host that was down for hours still sends it',
    'day',
    '07:00',
    '2026-11-25T16:00:00Z',
    ['2026-11-24', '2026-11-24'],
  ],
  ['after half a day it is left', 'day', '07:00', '2026-11-25T19:00:00Z', undefined],
  [
    'after midnight it is still that of the evening',
    'day',
    '22:00',
    '2026-11-25T23:30:00Z',
    ['2026-11-24', '2026-11-24'],
  ],
  [
    'on Mondays it is of the week before',
    'week',
    '07:00',
    '2026-11-23T07:00:00Z',
    ['2026-11-16', '2026-11-22'],
  ],
  ['on other days no week is sent', 'week', '07:00', '2026-11-25T07:00:00Z', undefined],
] as const)('%s', (_name, every, at, instant, period) => {
  expect(periodAt(every, at, instant)).toStrictEqual(period)
})
