import type { Dialect, Work } from './database.ts'
import { personsOfSome, rowsOfPersons } from './segment-links.ts'
import { membersAmong } from './segment-members.ts'

/** A segment, and what it is a set of. */
export interface ChoosingSegment {
  readonly id: string
  readonly resource: 'customer' | 'order' | 'product'
}

/** Which of some rows of an entity are in a segment: themselves, or the persons that they are of. */
export function* rowsInSegment(
  dialect: Dialect,
  org: string,
  { id, resource }: ChoosingSegment,
  entity: string,
  ids: readonly string[],
): Work<ReadonlySet<string>> {
  if (resource !== 'customer' || entity === 'profile')
    return yield* membersAmong(dialect, org, id, ids)
  const rows = yield* personsOfSome(dialect, org, entity, ids)
  const persons = [...new Set(rows.map(({ person }) => person))]
  const members = yield* membersAmong(dialect, org, id, persons)
  return new Set(rows.flatMap((row) => (members.has(row.person) ? row.id : [])))
}

/** The rows of an entity that are, or are of, some members. */
export function* rowsOfSegmentMembers(
  dialect: Dialect,
  org: string,
  { resource }: Pick<ChoosingSegment, 'resource'>,
  entity: string,
  members: readonly string[],
): Work<readonly string[]> {
  if (resource !== 'customer' || entity === 'profile') return members
  const rows = yield* rowsOfPersons(dialect, org, members)
  return rows.flatMap((row) => (row.entity === entity ? row.id : []))
}
