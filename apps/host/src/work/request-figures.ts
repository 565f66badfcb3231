import type { RequestEvent } from '../connections/index.ts'
import { boundedValues, routeTemplate, type Meter } from '../telemetry/index.ts'

/** Paths of one vendor that are told apart. */
const mostRoutes = 100

/** Counts what is asked of vendors. */
export function requestFigures(meter: Meter): (event: RequestEvent) => void {
  const bounded = boundedValues(mostRoutes)
  return ({ connection, method, route, status, attempt, durationMs, waitedMs }) => {
    meter.add('cartograph_vendor_requests_total', {
      connection,
      method,
      route: bounded(connection, routeTemplate(route)),
      status: status === undefined ? 'none' : String(status),
    })
    meter.observe('cartograph_vendor_request_seconds', { connection }, durationMs / 1000)
    meter.add('cartograph_budget_wait_seconds_total', { connection }, waitedMs / 1000)
    if (attempt > 1) meter.add('cartograph_vendor_retries_total', { connection })
  }
}
