import { expect, test } from 'vitest'
import { reportQuery } from './report-query.ts'

test('a report is of what is chosen, and says nothing of what is not', () => {
  expect([
    reportQuery({}),
    reportQuery({
      range: { from: '2026-10-01', to: '2026-10-31' },
      compare: 'year',
      currency: 'DKK',
      stores: ['shop', 'till'],
      segments: ['vip'],
    }),
  ]).toStrictEqual([
    {},
    {
      range: '2026-10-01..2026-10-31',
      compare: 'year',
      currency: 'DKK',
      stores: 'shop,till',
      segments: 'vip',
    },
  ])
})
