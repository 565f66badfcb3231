import { hostVersion } from '../host-version/index.ts'
import { connectionsOf, type Host } from '../work/index.ts'
import type { OpenMeter } from '../telemetry/index.ts'
import { setStoreGauges } from './store-gauges.ts'

/** All figures, as Prometheus reads them. */
export interface MetricsSource {
  readonly contentType: string
  text(): Promise<string>
}

/** Lanes as figures name them, and the kinds of work in them. */
const lanes = [
  ['sync', 'sync'],
  ['slices', 'slices'],
  ['webhook', 'inbox'],
  ['delivery', 'delivery'],
] as const

/** The store is not asked more often than that, however many read. */
const freshMs = 5000

export function metricsSource(host: Host, meter: OpenMeter): MetricsSource {
  let asked: { readonly at: number; readonly done: Promise<void> } | undefined
  return {
    contentType: meter.contentType,
    text: async () => {
      const now = performance.now()
      if (asked === undefined || now - asked.at > freshMs)
        asked = { at: now, done: setStoreGauges(host, meter) }
      await asked.done
      setProcessGauges(host, meter)
      return meter.text()
    },
  }
}

/** What the process knows by itself. */
function setProcessGauges(host: Host, meter: OpenMeter): void {
  meter.set('cartograph_info', { version: hostVersion().replace(/^\S+ /, '') }, 1)
  for (const [lane, kind] of lanes) {
    const { looking, waiting } = host.wakes.depth(kind)
    meter.set('cartograph_queue_jobs', { lane, state: 'running' }, looking)
    meter.set('cartograph_queue_jobs', { lane, state: 'waiting' }, waiting)
  }
  for (const connection of connectionsOf(host))
    for (const { budget, share } of host.lines.of(connection).budgetUse())
      meter.set('cartograph_budget_used_ratio', { connection: connection.id, budget }, share)
}
