import type { Parts } from '@cartograph/core'
import type { Configuration } from '../../config/index.ts'
import type { Installation } from '../../connections/index.ts'
import {
  followerFigures,
  storeFigures,
  storeInstant,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { knownParts } from '../../work/index.ts'
import { connectionFacts, type ConnectionFacts } from './connection-facts.ts'
import { deliveryFacts, type DeliveryFacts } from './delivery-facts.ts'

export interface Facts {
  readonly now: number
  /** The clock of the database less ours, less what the way there takes. */
  readonly storeOffsetMs: number
  /** Does the configuration say where vendors reach the host? */
  readonly hasPublicUrl: boolean
  readonly connections: readonly ConnectionFacts[]
  readonly deliveries: readonly DeliveryFacts[]
}

/** Everything that the store tells of what the configuration names. */
export async function gatherFacts(
  { configuration, store }: Pick<Installation, 'configuration' | 'store'>,
  now: number,
): Promise<Facts> {
  const parts = new Map<string, Parts<unknown>>()
  for (const connection of configuration.connections.values())
    // What a connector makes of what it once found in the account is its own; a failure of that shows in its runs.
    parts.set(connection.id, await knownParts(store, connection).catch(() => ({})))
  const found = await store.read((dialect, org) =>
    gather(dialect, org, { configuration, parts, now }),
  )
  return { ...found, storeOffsetMs: await offsetOf(store) }
}

/** Databases round; less than that is no difference. */
const resolutionMs = 10

/** How the clock of the database differs from ours, as far as that can be seen from here. */
async function offsetOf(store: Installation['store']): Promise<number> {
  const askedAt = Date.now()
  const there = await store.read((dialect) => storeInstant(dialect))
  const answeredAt = Date.now()
  const offsetMs = there < askedAt ? there - askedAt : Math.max(0, there - answeredAt)
  return Math.abs(offsetMs) < resolutionMs ? 0 : offsetMs
}

interface Known {
  readonly configuration: Configuration
  readonly parts: ReadonlyMap<string, Parts<unknown>>
  readonly now: number
}

function* gather(dialect: Dialect, org: string, known: Known): Work<Omit<Facts, 'storeOffsetMs'>> {
  const { configuration, parts, now } = known
  const figures = yield* storeFigures(dialect, org)
  const connections: ConnectionFacts[] = []
  for (const connection of configuration.connections.values()) {
    const own = { ...known, connection, parts: parts.get(connection.id) ?? {}, figures }
    connections.push(yield* connectionFacts(dialect, org, own))
  }
  const followers = yield* followerFigures(dialect, org)
  const deliveries: DeliveryFacts[] = []
  for (const delivery of configuration.deliveries.values()) {
    const own = yield* deliveryFacts(dialect, org, delivery, figures)
    deliveries.push({
      ...own,
      movedAt: followers.moved.get(delivery.id),
      unknownSince: followers.unknownSince.get(delivery.id),
    })
  }
  const hasPublicUrl = configuration.host?.url !== undefined
  return { now, hasPublicUrl, connections, deliveries }
}
