import type { JsonObject } from '@cartograph/core'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import {
  membersOfPersons,
  presentPerson,
  rowsById,
  rowsOfMembers,
  unknownInstant,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { connectionsOf } from '../nodes/node.ts'
import { tracedEntities } from '../persons/traced-entities.ts'

/** Something that a person did, or that happened to them. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly at: number
  readonly entity: string
  readonly row: JsonObject
}

export interface TimelineOptions {
  /** Only what happened before this instant, in epoch milliseconds. */
  readonly before?: number | undefined
  readonly limit: number
  /** Only what the node's own connections know. */
  readonly node?: string | undefined
  readonly settings?: CustomerSettings | undefined
}

/**
 * Orders, baskets, payments, consents, events and messages of a person over all connections, the newest first; `undefined` for a
 * name that nobody has.
 */
export function* timelineOf(
  dialect: Dialect,
  org: string,
  name: string,
  { before, limit, node, settings = defaultCustomers }: TimelineOptions,
): Work<readonly Moment[] | undefined> {
  const person = yield* presentPerson(dialect, org, name)
  if (person === undefined) return undefined
  const connections = node === undefined ? undefined : new Set(connectionsOf(settings.nodes, node))
  const members = (yield* membersOfPersons(dialect, org, [person])).flatMap(({ id, connection }) =>
    connections === undefined || connections.has(connection) ? [id] : [],
  )
  const until = before === undefined ? unknownInstant - 1 : before - 1
  const moments: Moment[] = []
  for (const entity of tracedEntities) {
    if (entity === 'customer') continue
    const found = yield* rowsOfMembers(dialect, org, entity, members, { until, limit })
    const rows = yield* rowsById(
      dialect,
      org,
      entity,
      found.map(({ id }) => id),
    )
    for (const { id, at } of found) {
      const row = rows.get(id)
      if (row !== undefined && !row.deleted)
        moments.push({ at, entity, row: JSON.parse(row.data) as JsonObject })
    }
  }
  return moments.toSorted((one, other) => other.at - one.at).slice(0, limit)
}
