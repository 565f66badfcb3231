import { canonicalise, type JsonObject } from '@cartograph/core'
import {
  addWork,
  contentHash,
  membersOfPersons,
  readHead,
  rowsOfSegmentMembers,
  writeSegmentEvents,
  type CommerceChange,
  type Dialect,
  type SegmentMoves,
  type Work,
} from '../../../store/index.ts'
import type { Resource } from '../../../segments/index.ts'
import type { KeptSegment } from './kept-segment.ts'

interface NamedSegment {
  readonly id: string
  readonly resource: Resource
}

/** A delivery that sends what is in a segment, or tells in which ones it is. */
export interface SegmentDelivery {
  readonly id: string
  readonly from: string
  readonly segment?: NamedSegment
  readonly segments?: readonly NamedSegment[]
}

/** Those that send something else when somebody enters or leaves a segment. */
export function deliveriesOf(
  deliveries: readonly SegmentDelivery[],
  id: string,
): readonly SegmentDelivery[] {
  return deliveries.filter(({ segment, segments = [] }) =>
    [segment, ...segments].some((each) => each?.id === id),
  )
}

export interface Announcing {
  readonly deliveries: readonly SegmentDelivery[]
  readonly now: number
}

/** Rows that are computed and come from no vendor stand under this connection. */
export const segmentConnection = 'segments'

/**
 * Tells who entered and who left: as events where the segment was declared, and to the deliveries that send its members.
 *
 * Gives back what is to be written into the change log, as the last thing of the transaction.
 */
export function* announce(
  dialect: Dialect,
  org: string,
  { segment, isTold }: Pick<KeptSegment, 'segment' | 'isTold'>,
  { entering, leaving }: SegmentMoves,
  turns: ReadonlyMap<string, number>,
  { deliveries, now }: Announcing,
): Work<readonly CommerceChange[]> {
  const moved = [...entering, ...leaving]
  const own = deliveriesOf(deliveries, segment.id)
  const { seq } = own.length === 0 ? { seq: 0 } : yield* readHead(dialect, org)
  for (const { id, from } of own) {
    const rows = yield* rowsOfSegmentMembers(dialect, org, segment, from, moved)
    yield* addWork(
      dialect,
      org,
      id,
      rows.map((row) => ({ entity: from, id: row, seq, lane: 'live' as const })),
    )
  }
  if (!isTold || moved.length === 0) return []
  const customers =
    segment.resource === 'customer' ? yield* customersOf(dialect, org, moved) : new Map()
  const isEntering = new Set(entering)
  const events = moved.map((member) => {
    const happened = isEntering.has(member) ? 'entered' : 'left'
    const id = `${segmentConnection}:${contentHash(
      JSON.stringify([segment.id, member, turns.get(member) ?? 0, happened, now]),
    )}`
    const row: JsonObject = {
      id,
      connection: segmentConnection,
      type: `segment.${happened}`,
      at: new Date(now).toISOString(),
      ...about(segment.resource, member, customers),
      properties: { segment: segment.id, member },
    }
    const data = canonicalise(row)
    return { id, data, hash: contentHash(data) }
  })
  return yield* writeSegmentEvents(dialect, org, segmentConnection, events)
}

function about(
  resource: Resource,
  member: string,
  customers: ReadonlyMap<string, string>,
): JsonObject {
  if (resource === 'order') return { orderId: member }
  if (resource === 'product') return { productId: member }
  const customerId = customers.get(member)
  return customerId === undefined ? {} : { customerId }
}

const customerPrefix = 'customer/'

/** The oldest customer that each of some persons is. */
function* customersOf(
  dialect: Dialect,
  org: string,
  persons: readonly string[],
): Work<ReadonlyMap<string, string>> {
  const members = yield* membersOfPersons(dialect, org, persons)
  const oldestLast = members
    .filter(({ id }) => id.startsWith(customerPrefix))
    .toSorted((one, other) => other.since - one.since || (one.id < other.id ? 1 : -1))
  return new Map(oldestLast.map(({ id, person }) => [person, id.slice(customerPrefix.length)]))
}
