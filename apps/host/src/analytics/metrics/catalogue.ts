import { fault, nearest } from '@cartograph/core'
import { buyerMetrics } from './buyer-metrics.ts'
import { cartMetrics } from './cart-metrics.ts'
import { lifetimeMetrics } from './lifetime-metrics.ts'
import type { Metric } from './metric.ts'
import { paymentMetrics } from './payment-metrics.ts'
import { salesMetrics } from './sales-metrics.ts'

/** All metrics, in the order in which people look for them. */
export const metrics: readonly Metric[] = [
  ...salesMetrics,
  ...buyerMetrics,
  ...lifetimeMetrics,
  ...paymentMetrics,
  ...cartMetrics,
]

const byId = new Map(metrics.map((metric) => [metric.id, metric]))

/** @throws a `config` fault for a name that is no metric. */
export function metricNamed(id: string): Metric {
  const metric = byId.get(id)
  if (metric !== undefined) return metric
  const meant = nearest(id, [...byId.keys()])
  throw fault({
    kind: 'config',
    message: `There is no metric "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: '`cartograph figures --list` shows all metrics and dimensions.',
  })
}
