import { expect, test } from 'vitest'
import { conditionParts } from './condition-parts.ts'

test('groups hold their conditions, and lines say what is compared with what', () => {
  expect(
    conditionParts({
      all: [
        { field: 'days_since_last', op: '<', value: { constant: 'lapse_days', times: 0.8 } },
        { any: [{ not: { field: 'country', op: 'in', value: ['DE', 'AT'] } }] },
        { field: 'spend', op: '>=', value: { percentile: 90 } },
      ],
    }),
  ).toStrictEqual({
    kind: 'all',
    parts: [
      { kind: 'line', subject: 'days_since_last', operator: '<', value: 'lapse_days × 0.8' },
      {
        kind: 'any',
        parts: [
          {
            kind: 'not',
            parts: [{ kind: 'line', subject: 'country', operator: 'in', value: 'DE, AT' }],
          },
        ],
      },
      { kind: 'line', subject: 'spend', operator: '>=', value: '90 %' },
    ],
  })
})

test('what is counted of linked things says which, of what time, and what is asked of each', () => {
  expect(
    conditionParts({
      count: 'order',
      days: 365,
      where: { field: 'channel', op: '=', value: 'till' },
      op: '>=',
      value: 1,
    }),
  ).toStrictEqual({
    kind: 'line',
    subject: 'order',
    operator: '>=',
    value: '1',
    where: { kind: 'line', subject: 'channel', operator: '=', value: 'till' },
    days: 365,
  })
})
