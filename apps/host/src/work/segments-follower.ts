import { followSegments } from '../analytics/index.ts'
import { personFollower } from '../customers/index.ts'
import { sinkName } from '../delivery/index.ts'
import type { Host } from './host.ts'

/** Keeps who is in which segment, and wakes the deliveries that send what is in one. */
export async function keepSegments(
  { store, configuration, wakes, now }: Host,
  signal: AbortSignal,
): Promise<void> {
  const { connections, currency, timeZone, segments } = configuration
  const deliveries = [...configuration.deliveries.values()].flatMap((delivery) =>
    delivery.segment === undefined || delivery.paused
      ? []
      : [{ ...delivery, segment: delivery.segment }],
  )
  await followSegments(store, {
    settings: { currency, timeZone, zoneOf: (id) => connections.get(id)?.timeZone },
    declared: segments?.values() ?? [],
    deliveries,
    personFollower,
    signal,
    now,
  })
  // What was put before them stands in no log that they follow.
  for (const name of new Set(deliveries.map(sinkName))) wakes.wake('delivery', name)
}
