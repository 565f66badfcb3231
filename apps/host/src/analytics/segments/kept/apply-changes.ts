import type { Dispute, JsonObject, Payment, Refund } from '@cartograph/core'
import {
  markSegmentDue,
  personsOfSome,
  rowsById,
  segmentLinks,
  writeSegmentLinks,
  type Dialect,
  type SegmentLinkRow,
  type StoredRow,
  type Work,
} from '../../../store/index.ts'
import { saidBuyer } from '../../reading/buyers.ts'

/** Entities whose rows are of a customer. */
export const ownedEntities = ['customer', 'order', 'cart', 'subscription', 'event'] as const
/** Entities whose rows are about an order. */
export const orderEntities = ['refund', 'payment', 'dispute'] as const
const goodsEntities = ['product', 'variant'] as const

/** All entities that segments look at, in the order in which they are walked. */
export const segmentEntities: readonly string[] = [
  ...goodsEntities,
  'profile',
  ...ownedEntities,
  ...orderEntities,
]

/** Keeps whose some changed rows are, and notes whose values are to be computed anew because of them. */
export function* applyChanges(
  dialect: Dialect,
  org: string,
  changes: readonly { readonly entity: string; readonly id: string }[],
): Work<void> {
  const idsOf = (entity: string) =>
    changes.flatMap((change) => (change.entity === entity ? change.id : []))
  for (const entity of goodsEntities) yield* markSegmentDue(dialect, org, 'product', idsOf(entity))
  // A profile is named after its person, and moves with it.
  yield* markSegmentDue(dialect, org, 'customer', idsOf('profile'))
  for (const entity of ownedEntities) {
    const ids = idsOf(entity)
    if (ids.length > 0) yield* moveLinks(dialect, org, entity, ids)
  }
  for (const entity of orderEntities) {
    const ids = idsOf(entity)
    if (ids.length > 0) yield* moveOrderLinks(dialect, org, entity, ids)
  }
}

function* moveLinks(
  dialect: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<void> {
  const before = yield* segmentLinks(dialect, org, entity, ids)
  const rows = yield* rowsById(dialect, org, entity, ids)
  const owners = yield* ownersOf(dialect, org, entity, [...rows.values()])
  const links = ids.map((id) => ({ entity, id, customer: owners.get(id), order: undefined }))
  yield* writeSegmentLinks(dialect, org, links)
  yield* markSegmentDue(dialect, org, 'customer', customersIn([...before, ...links]))
}

function* moveOrderLinks(
  dialect: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<void> {
  const before = yield* segmentLinks(dialect, org, entity, ids)
  const rows = yield* rowsById(dialect, org, entity, ids)
  const links = ids.map((id) => ({
    entity,
    id,
    customer: undefined,
    order: orderOf(rows.get(id)),
  }))
  yield* writeSegmentLinks(dialect, org, links)
  const orders = [...before, ...links].flatMap(({ order }) => order ?? [])
  const owners = yield* segmentLinks(dialect, org, 'order', [...new Set(orders)])
  yield* markSegmentDue(dialect, org, 'customer', customersIn(owners))
}

function orderOf(row: StoredRow | undefined): string | undefined {
  if (row === undefined || row.deleted) return undefined
  const { orderId } = JSON.parse(row.data) as JsonObject as unknown as Refund | Payment | Dispute
  return orderId ?? undefined
}

function customersIn(links: readonly SegmentLinkRow[]): readonly string[] {
  return links.flatMap(({ customer }) => customer ?? [])
}

/** Who present rows of an entity are of; an order of which nobody knows is of a customer of its own. */
export function* ownersOf(
  dialect: Dialect,
  org: string,
  entity: string,
  rows: readonly StoredRow[],
): Work<ReadonlyMap<string, string>> {
  const present = rows.filter(({ deleted }) => !deleted)
  const found = yield* personsOfSome(
    dialect,
    org,
    entity,
    present.map(({ id }) => id),
  )
  const persons = new Map(found.map(({ id, person }) => [id, person]))
  const owners = new Map<string, string>()
  for (const { id, data } of present) {
    const owner = persons.get(id) ?? saidOwner(entity, id, data)
    if (owner !== undefined) owners.set(id, owner)
  }
  return owners
}

function saidOwner(entity: string, id: string, data: string): string | undefined {
  if (entity === 'customer') return undefined
  const said = saidBuyer(JSON.parse(data) as Parameters<typeof saidBuyer>[0])
  return said ?? (entity === 'order' ? `order:${id}` : undefined)
}
