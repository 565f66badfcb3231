import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import {
  metricDefinitions,
  type LabelsOf,
  type MetricDefinition,
  type MetricName,
  type NamesOf,
} from './metric-definitions.ts'

/** Takes the figures of one process, where they arise. */
export interface Meter {
  add<Name extends NamesOf<'counter'>>(name: Name, labels: LabelsOf<Name>, by?: number): void
  observe<Name extends NamesOf<'histogram'>>(
    name: Name,
    labels: LabelsOf<Name>,
    value: number,
  ): void
  set<Name extends NamesOf<'gauge'>>(name: Name, labels: LabelsOf<Name>, value: number): void
  /** Forgets all values of a gauge: what is not there any more must not be shown for ever. */
  clear(name: NamesOf<'gauge'>): void
}

export interface OpenMeter extends Meter {
  readonly contentType: string
  /** Everything, in the text form of Prometheus. */
  text(): Promise<string>
}

/** A meter of its own registry. `process`: also what Node tells of itself, such as its memory and the lag of its loop. */
export function openMeter(options: { readonly process: boolean }): OpenMeter {
  const registry = new Registry()
  const counters = new Map<MetricName, Counter>()
  const gauges = new Map<MetricName, Gauge>()
  const histograms = new Map<MetricName, Histogram>()
  for (const [name, definition] of Object.entries<MetricDefinition>(metricDefinitions)) {
    const { type, help, labels, buckets } = definition
    const settings = { name, help, labelNames: [...labels], registers: [registry] }
    const key = name as MetricName
    if (type === 'counter') counters.set(key, new Counter(settings))
    else if (type === 'gauge') gauges.set(key, new Gauge(settings))
    else histograms.set(key, new Histogram({ ...settings, buckets: [...(buckets ?? [])] }))
  }
  if (options.process) collectDefaultMetrics({ register: registry })
  return {
    add: (name, labels, by = 1) => counters.get(name)?.inc(labels, by),
    observe: (name, labels, value) => histograms.get(name)?.observe(labels, value),
    set: (name, labels, value) => gauges.get(name)?.set(labels, value),
    clear: (name) => gauges.get(name)?.reset(),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}
