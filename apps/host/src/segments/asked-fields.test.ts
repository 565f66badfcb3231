import { expect, test } from 'vitest'
import { askedFields, parseSegment } from './index.ts'

test('all that a segment looks at is found, however deep it stands', () => {
  const segment = parseSegment({
    id: 'deep',
    name: 'Deep',
    resource: 'customer',
    where: {
      any: [
        { not: { field: 'tags', op: 'contains', value: 'vip' } },
        { field: 'days_since_last', op: '>=', value: { field: 'median_gap', times: 1.5 } },
        {
          sum: 'total',
          of: 'order',
          where: { field: 'channel', op: '=', value: 'web' },
          op: '>',
          value: 1,
        },
        { count: 'event', days: 30, op: '>=', value: 1 },
      ],
    },
  })
  expect(askedFields(segment)).toStrictEqual([
    { of: 'customer', field: 'tags' },
    { of: 'customer', field: 'days_since_last' },
    { of: 'customer', field: 'median_gap' },
    { of: 'order', field: 'total' },
    { of: 'order', field: 'channel' },
    { of: 'event' },
  ])
})
