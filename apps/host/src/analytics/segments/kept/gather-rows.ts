import type { JsonObject } from '@cartograph/core'
import {
  linksOfCustomers,
  linksOfOrders,
  markSegmentDue,
  rowsById,
  rowsOfPersons,
  segmentLinks,
  writeSegmentLinks,
  type Dialect,
  type SegmentLinkRow,
  type StoredRow,
  type Work,
} from '../../../store/index.ts'
import { orderEntities, ownedEntities, ownersOf } from './apply-changes.ts'

/** A row, and who it is of now. */
export interface OwnedRow {
  readonly id: string
  readonly customer: string
  readonly row: JsonObject
}

/** The present rows of some customers, by entity, in the order of their ids. */
export type GatheredRows = ReadonlyMap<string, readonly OwnedRow[]>

/**
 * All rows that are of some customers now.
 *
 * What was theirs and is somebody else's now, or the other way round, is found on the way: the other one is due as well.
 */
export function* gatherRows(
  dialect: Dialect,
  org: string,
  customers: readonly string[],
): Work<GatheredRows> {
  const page = new Set(customers)
  const before = new Map(
    (yield* linksOfCustomers(dialect, org, customers)).map((link) => [nameOf(link), link]),
  )
  const traced = yield* rowsOfPersons(dialect, org, customers)
  const others = new Set<string>()
  const moved: SegmentLinkRow[] = []
  const gathered = new Map<string, readonly OwnedRow[]>()
  for (const entity of ownedEntities) {
    const isOf = (row: { readonly entity: string }) => row.entity === entity
    const ids = [...before.values(), ...traced].filter(isOf).map(({ id }) => id)
    const rows = yield* rowsById(dialect, org, entity, [...new Set(ids)])
    const owners = yield* ownersOf(dialect, org, entity, [...rows.values()])
    for (const id of new Set(ids)) {
      const owner = owners.get(id)
      const link = before.get(nameOf({ entity, id }))
      if (link?.customer !== owner) moved.push({ entity, id, customer: owner, order: undefined })
      for (const each of [owner, link?.customer])
        if (each !== undefined && !page.has(each)) others.add(each)
    }
    gathered.set(entity, ownedRows(rows, owners, page))
  }
  const unknown = moved.filter((link) => !before.has(nameOf(link)))
  for (const link of yield* linksBefore(dialect, org, unknown))
    if (link.customer !== undefined && !page.has(link.customer)) others.add(link.customer)
  yield* writeSegmentLinks(dialect, org, moved)
  yield* markSegmentDue(dialect, org, 'customer', others)
  const orders = (gathered.get('order') ?? []).map(({ id }) => id)
  return new Map([...gathered, ...(yield* aboutOrders(dialect, org, orders))])
}

function nameOf({ entity, id }: { readonly entity: string; readonly id: string }): string {
  return `${entity}/${id}`
}

/** Whose rows were that came from somebody else. */
function* linksBefore(
  dialect: Dialect,
  org: string,
  links: readonly SegmentLinkRow[],
): Work<readonly SegmentLinkRow[]> {
  const found: SegmentLinkRow[] = []
  for (const [entity, own] of Map.groupBy(links, (link) => link.entity))
    found.push(
      ...(yield* segmentLinks(
        dialect,
        org,
        entity,
        own.map(({ id }) => id),
      )),
    )
  return found
}

function ownedRows(
  rows: ReadonlyMap<string, StoredRow>,
  owners: ReadonlyMap<string, string>,
  page: ReadonlySet<string>,
): readonly OwnedRow[] {
  return [...rows.values()].toSorted(byId).flatMap(({ id, data, deleted }) => {
    const customer = owners.get(id)
    if (deleted || customer === undefined || !page.has(customer)) return []
    return [{ id, customer, row: JSON.parse(data) as JsonObject }]
  })
}

/** What was given back, paid and disputed of some orders. */
function* aboutOrders(
  dialect: Dialect,
  org: string,
  orders: readonly string[],
): Work<GatheredRows> {
  const links = yield* linksOfOrders(dialect, org, orders)
  const found = new Map<string, readonly OwnedRow[]>()
  for (const entity of orderEntities) {
    const ids = links.flatMap((link) => (link.entity === entity ? link.id : []))
    const rows = ids.length === 0 ? new Map() : yield* rowsById(dialect, org, entity, ids)
    found.set(
      entity,
      ([...rows.values()] as readonly StoredRow[])
        .toSorted(byId)
        .flatMap(({ id, data, deleted }) =>
          deleted ? [] : [{ id, customer: '', row: JSON.parse(data) as JsonObject }],
        ),
    )
  }
  return found
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1
}
