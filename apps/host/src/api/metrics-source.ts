import { hostVersion } from '../config/index.ts'
import {
  connectionsOf,
  type DeliveryLanes,
  type Host,
  type InboxLanes,
  type SyncLanes,
} from '../work/index.ts'
import type { OpenMeter } from '../telemetry/index.ts'
import { setStoreGauges } from './store-gauges.ts'

export interface MetricsParts {
  readonly host: Host
  readonly meter: OpenMeter
  readonly sync: Pick<SyncLanes, 'running'>
  readonly inbox: Pick<InboxLanes, 'running'>
  readonly deliveries: Pick<DeliveryLanes, 'depth'>
}

/** All figures, as Prometheus reads them. */
export interface MetricsSource {
  readonly contentType: string
  text(): Promise<string>
}

/** The store is not asked more often than that, however many read. */
const freshMs = 5000

export function metricsSource(parts: MetricsParts): MetricsSource {
  const { host, meter } = parts
  let asked: { readonly at: number; readonly done: Promise<void> } | undefined
  return {
    contentType: meter.contentType,
    text: async () => {
      const now = performance.now()
      if (asked === undefined || now - asked.at > freshMs)
        asked = { at: now, done: setStoreGauges(host, meter) }
      await asked.done.catch((error: unknown) => {
        asked = undefined
        throw error
      })
      setProcessGauges(parts)
      return meter.text()
    },
  }
}

/** What the process knows by itself. */
function setProcessGauges({ host, meter, sync, inbox, deliveries }: MetricsParts): void {
  const jobs = (lane: string, state: string, count: number) =>
    meter.set('cartograph_queue_jobs', { lane, state }, count)
  meter.set('cartograph_info', { version: hostVersion().replace(/^\S+ /, '') }, 1)
  const { running, waiting } = deliveries.depth()
  jobs('sync', 'running', sync.running())
  jobs('webhook', 'running', inbox.running())
  jobs('delivery', 'running', running)
  jobs('delivery', 'waiting', waiting)
  for (const connection of connectionsOf(host))
    for (const { budget, share } of host.lines.of(connection).budgetUse())
      meter.set('cartograph_budget_used_ratio', { connection: connection.id, budget }, share)
}
