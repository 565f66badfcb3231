import type { Outcome } from '@cartograph/core'
import type { Delivery } from '../config/index.ts'
import { inSpan } from '../telemetry/index.ts'
import type { DeliveryScene } from './scene.ts'

function attributesOf({ id, connection, sink }: Delivery) {
  return {
    'cartograph.delivery': id,
    'cartograph.connection': connection,
    'cartograph.sink': sink,
  }
}

export function deliverySpan<Result>(
  delivery: Delivery,
  work: () => Promise<Result>,
): Promise<Result> {
  return inSpan('delivery', { attributes: attributesOf(delivery) }, work)
}

/** The call of a sink with some items, and the requests that it makes. */
export function batchSpan<Result>(
  { delivery }: DeliveryScene,
  items: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const attributes = { ...attributesOf(delivery), 'cartograph.items': items }
  return inSpan('batch', { attributes }, work)
}

/** What came of a batch, and that it is written down. */
export function outcomeSpan(
  statuses: readonly Outcome['status'][],
  work: () => Promise<void>,
): Promise<void> {
  const counts = [...Map.groupBy(statuses, (status) => status)].map(
    ([status, own]) => [`cartograph.outcome.${status}`, own.length] as const,
  )
  return inSpan('outcomes', { attributes: Object.fromEntries(counts) }, work)
}
