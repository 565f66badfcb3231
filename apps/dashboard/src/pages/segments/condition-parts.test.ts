import { expect, test } from 'vitest'
import { conditionParts } from './condition-parts.ts'
import type { ConditionNames } from './use-condition-names.ts'

const names: ConditionNames = {
  typeOf: (_, field) => (field === 'spend' ? 'money' : 'number'),
  field: (id) => `the ${id}`,
  counted: (of) => `${of}s`,
  summed: (of, field) => `${field} of ${of}s`,
  operator: (operator) => `is ${operator}`,
  constant: (name) => `our ${name}`,
  percentile: (percentile) => `top ${100 - percentile}`,
  value: (value, type) => (type === 'money' ? `kr ${String(value)}` : String(value)),
}

const line = (subject: string, operator: string, value: string) => ({
  kind: 'line',
  subject,
  operator,
  value,
})

test('groups hold their conditions, and lines say in words what is compared with what', () => {
  const where = {
    all: [
      { field: 'days_since_last', op: '<', value: { constant: 'lapse_days', times: 0.8 } },
      { any: [{ not: { field: 'country', op: 'in', value: ['DE', 'AT'] } }] },
      { field: 'spend', op: '>=', value: { percentile: 90 } },
      { field: 'spend', op: '>', value: 500 },
    ],
  }
  expect(conditionParts(where, 'customer', names)).toStrictEqual({
    kind: 'all',
    parts: [
      line('the days_since_last', 'is <', '0.8 × our lapse_days'),
      {
        kind: 'any',
        parts: [{ kind: 'not', parts: [line('the country', 'is in', 'DE, AT')] }],
      },
      line('the spend', 'is >=', 'top 10'),
      line('the spend', 'is >', 'kr 500'),
    ],
  })
})

test('what is counted of linked things says which, of what time, and what is asked of each', () => {
  const where = { field: 'channel', op: '=', value: 'till' }
  expect(
    conditionParts({ count: 'order', days: 365, where, op: '>=', value: 1 }, 'customer', names),
  ).toStrictEqual({
    kind: 'line',
    subject: 'orders',
    operator: 'is >=',
    value: '1',
    where: { kind: 'line', subject: 'the channel', operator: 'is =', value: 'till' },
    days: 365,
  })
})

test('a group of which none may hold is one part', () => {
  const not = { any: [{ sum: 'total', of: 'order', op: '>', value: 1 }] }
  expect(conditionParts({ not }, 'customer', names)).toStrictEqual({
    kind: 'not',
    parts: [{ kind: 'line', subject: 'total of orders', operator: 'is >', value: '1' }],
  })
})
