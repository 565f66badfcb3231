import { expect, test } from 'vitest'
import { figureReports, reportDimensionNames, reportShapes } from '../../dashboards/index.ts'
import {
  checkoutMetricNames,
  dimensionNames,
  metricNames,
  spanNames,
} from '../../figure-names/index.ts'
import { reportDimensions } from '../report-figures/report-dimensions.ts'
import { reportMetrics } from '../report-figures/report-metrics.ts'
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

test.each(figureReports)('so are those that %s tells', (report) => {
  expect(reportShapes[report].metrics).toStrictEqual(reportMetrics[report].map(({ id }) => id))
})

test('so is by what reports are told', () => {
  const others = reportDimensionNames.filter((id) => spanNames.every((span) => span !== id))
  expect(others.toSorted()).toStrictEqual(reportDimensions.map(({ id }) => id).toSorted())
})
