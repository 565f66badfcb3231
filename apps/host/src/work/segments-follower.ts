import { followSegments } from '../analytics/index.ts'
import type { Configuration } from '../config/index.ts'
import { personFollower } from '../customers/index.ts'
import { sinkName } from '../delivery/index.ts'
import type { Store } from '../store/index.ts'
import type { Host } from './host.ts'

/** What the configuration says of segments. */
export function segmentsIn({
  connections,
  currency,
  timeZone,
  segments,
  deliveries,
}: Configuration) {
  return {
    settings: {
      currency,
      timeZone,
      zoneOf: (connection: string) => connections.get(connection)?.timeZone,
    },
    declared: segments ?? new Map<string, never>(),
    deliveries: [...deliveries.values()].filter(
      ({ segment, segments: labels, paused }) =>
        !paused && (segment !== undefined || labels !== undefined),
    ),
  }
}

/** Brings who is in which segment up to date with the store. */
export function updateSegments(
  { store, configuration }: { readonly store: Store; readonly configuration: Configuration },
  options: { readonly signal: AbortSignal; readonly now?: () => number },
): ReturnType<typeof followSegments> {
  const { settings, declared, deliveries } = segmentsIn(configuration)
  return followSegments(store, {
    settings,
    declared: declared.values(),
    deliveries,
    personFollower,
    ...options,
  })
}

/** Keeps who is in which segment, and wakes the deliveries that send what is in one. */
export async function keepSegments(host: Host, signal: AbortSignal): Promise<void> {
  await updateSegments(host, { signal, now: host.now })
  const { deliveries } = segmentsIn(host.configuration)
  // What was put before them stands in no log that they follow.
  for (const name of new Set(deliveries.map(sinkName))) host.wakes.wake('delivery', name)
}
