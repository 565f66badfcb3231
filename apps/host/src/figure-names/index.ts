export { checkoutMetricNames, dimensionNames, metricNames, spanNames } from './names.ts'
