import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import { membersById, membersOfPersons } from './person-members.ts'
import { tracedRows, tracesOf } from './person-traces.ts'

/** Whose a row is, or about which order. */
export interface SegmentLinkRow {
  readonly entity: string
  readonly id: string
  readonly customer: string | undefined
  readonly order: string | undefined
}

const writeLink = insertOrReplace('segment_link', ['org', 'entity', 'id', 'customer', 'order_id'])
const dropLink = deleteMatching('segment_link', ['org', 'entity', 'id'])

export function* writeSegmentLinks(
  _dialect: Dialect,
  org: string,
  links: readonly SegmentLinkRow[],
): Work<void> {
  const isLinked = ({ customer, order }: SegmentLinkRow) =>
    customer !== undefined || order !== undefined
  yield* bulk(
    writeLink,
    links
      .filter(isLinked)
      .map(({ entity, id, customer, order }) => [org, entity, id, customer ?? null, order ?? null]),
  )
  yield* bulk(
    dropLink,
    links.filter((link) => !isLinked(link)).map(({ entity, id }) => [org, entity, id]),
  )
}

const linkColumns = ['entity', 'id', 'customer', 'order_id'] as const

/** The links of some rows of an entity. */
export function* segmentLinks(
  { build, within }: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<readonly SegmentLinkRow[]> {
  if (ids.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('segment_link')
      .select(linkColumns)
      .where('org', '=', org)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids)),
  )
  return rows.map(linkIn)
}

/** The rows that are of some customers. */
export function* linksOfCustomers(
  { build, within }: Dialect,
  org: string,
  customers: readonly string[],
): Work<readonly SegmentLinkRow[]> {
  if (customers.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('segment_link')
      .select(linkColumns)
      .where('org', '=', org)
      .where('customer', 'in', within(customers)),
  )
  return rows.map(linkIn)
}

/** The rows that are about some orders: what was given back, paid and disputed. */
export function* linksOfOrders(
  { build, within }: Dialect,
  org: string,
  orders: readonly string[],
): Work<readonly SegmentLinkRow[]> {
  if (orders.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('segment_link')
      .select(linkColumns)
      .where('org', '=', org)
      .where('order_id', 'in', within(orders)),
  )
  return rows.map(linkIn)
}

function linkIn(row: {
  entity: string
  id: string
  customer: string | null
  order_id: string | null
}): SegmentLinkRow {
  return {
    entity: row.entity,
    id: row.id,
    customer: row.customer ?? undefined,
    order: row.order_id ?? undefined,
  }
}

export interface RowOfCustomer {
  readonly entity: string
  readonly id: string
  readonly person: string
}

/** Who some rows of an entity are of, by what identity found. */
export function* personsOfSome(
  dialect: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
): Work<readonly RowOfCustomer[]> {
  if (ids.length === 0) return []
  const traces = yield* tracesOf(dialect, org, entity, ids)
  const members = [...new Set(traces.map(({ member }) => member))]
  const persons = new Map(
    (yield* membersById(dialect, org, members)).map(({ id, person }) => [id, person]),
  )
  return traces.flatMap(({ id, member }) => {
    const person = persons.get(member)
    return person === undefined ? [] : { entity, id, person }
  })
}

/**
 * All rows that say that they are of some persons.
 *
 * Two questions rather than one, or a database that knows nothing of the tables yet begins with the larger one.
 */
export function* rowsOfPersons(
  dialect: Dialect,
  org: string,
  persons: readonly string[],
): Work<readonly RowOfCustomer[]> {
  const members = new Map(
    (yield* membersOfPersons(dialect, org, persons)).map(({ id, person }) => [id, person]),
  )
  const rows = yield* tracedRows(dialect, org, [...members.keys()])
  return rows.flatMap(({ entity, id, member }) => {
    const person = members.get(member)
    return person === undefined ? [] : { entity, id, person }
  })
}
