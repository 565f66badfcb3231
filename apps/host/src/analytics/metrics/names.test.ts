import { expect, test } from 'vitest'
import {
  checkoutMetricNames,
  dimensionNames,
  metricNames,
  spanNames,
} from '../../figure-names/index.ts'
import { metrics } from './catalogue.ts'
import { dimensions } from './dimensions.ts'

test('the names that a configuration is checked with are those of all metrics and dimensions', () => {
  expect(metricNames).toStrictEqual(metrics.map(({ id }) => id))
  expect(dimensionNames).toStrictEqual(dimensions.map(({ id }) => id))
})

test('so are those of payments and carts, and of spans of time', () => {
  const own = metrics.filter(({ clock }) => clock === 'own')
  expect(checkoutMetricNames).toStrictEqual(own.map(({ id }) => id))
  const timed = dimensions.filter(({ span }) => span !== undefined)
  expect(spanNames).toStrictEqual(timed.map(({ id }) => id))
})
