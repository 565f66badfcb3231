import type { EntityName, JsonObject } from '@cartograph/core'
import {
  linksOfOrders,
  membersOfPersons,
  rowsById,
  rowsOfPersons,
  type Dialect,
  type Work,
} from '../store/index.ts'
import type { SeenRow } from './happening.ts'

/** So many rows of one person and kind are looked through. */
const mostRows = 500

/** What is there of a person of some kinds: their records, what says that it is theirs, and what is about their orders. */
export function* rowsOfPerson(
  dialect: Dialect,
  org: string,
  person: string,
  wanted: readonly EntityName[],
): Work<readonly SeenRow[]> {
  const members = (yield* membersOfPersons(dialect, org, [person])).map(({ id }) => {
    const slash = id.indexOf('/')
    return { entity: id.slice(0, slash), id: id.slice(slash + 1) }
  })
  const theirs = yield* rowsOfPersons(dialect, org, [person])
  const orders = theirs.filter(({ entity }) => entity === 'order').map(({ id }) => id)
  const about = yield* linksOfOrders(dialect, org, orders)
  const all = [...members, ...theirs, ...about, { entity: 'profile', id: person }]
  const rows: SeenRow[] = []
  for (const entity of wanted) {
    const ids = [...new Set(all.flatMap((each) => (each.entity === entity ? each.id : [])))]
    const known = yield* rowsById(dialect, org, entity, ids.slice(-mostRows))
    for (const [id, { data, deleted }] of known)
      if (!deleted)
        rows.push({ entity, id, row: JSON.parse(data) as JsonObject, before: undefined })
  }
  return rows
}
