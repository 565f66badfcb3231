import { expect, test } from 'vitest'
import { askedFigures } from './promql.ts'

test('the names and labels of a query are found, whatever is done with them', () => {
  const query =
    'histogram_quantile(0.5, sum by (le, connection) (rate(a_seconds_bucket{job=~"$job"}[$__rate_interval]))) > on (delivery) b_total'
  expect(askedFigures(query)).toStrictEqual({
    names: ['a_seconds_bucket', 'b_total'],
    labels: ['le', 'connection', 'job', 'delivery'],
  })
})

test.each(['sum by (connection rate(a[5m]))', 'a{job=}', 'a >', ''])('%s is no query', (query) => {
  expect(() => askedFigures(query)).toThrow('No query')
})
