import type { EntityName, Mapping } from '@cartograph/core'
import type { Delivery } from '../config/index.ts'
import { sinkDelivery } from './scripted-sink.ts'

/** Deliveries by the mappings that a connector brings, called like their sinks and in the order of these. */
export function defaultDeliveries(
  mappings: readonly Mapping[],
  sinks: readonly string[],
  change: (mapping: Mapping) => Mapping = (mapping) => mapping,
): readonly Delivery[] {
  return sinks.flatMap((sink) => {
    const mapping = mappings.find(({ to }) => 'sink' in to && to.sink === sink)
    if (mapping === undefined || !('entity' in mapping.from)) return []
    const from = mapping.from.entity as EntityName
    return [sinkDelivery({ id: sink, from, sink, mapping: change(mapping) })]
  })
}
