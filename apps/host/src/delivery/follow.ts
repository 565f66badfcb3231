import { canonicalise } from '@cartograph/core'
import {
  joinedIds,
  joinValuesOf,
  rowsById,
  type Dialect,
  type LoggedChange,
  type Work,
  writeJoinValues,
} from '../store/index.ts'
import { joinValue, type DeliveryJoin } from './join.ts'
import type { DeliveryScene } from './scene.ts'

/** More rows than that are not listed for one page of changes: all rows are looked at again instead. */
const mostFollowers = 10_000

/** The rows that are due because rows that they are joined with changed; `all`: too many to be listed. */
export type Followers = 'all' | readonly string[]

/**
 * Keeps by what changed rows are found, and gives back the rows of the delivery that follow them, whether they are found by
 * the new value or were by the old one.
 */
export function* followJoined(
  dialect: Dialect,
  org: string,
  { delivery, joins }: Pick<DeliveryScene, 'delivery' | 'joins'>,
  changes: readonly LoggedChange[],
): Work<Followers> {
  const followers = new Set<string>()
  for (const join of joins) {
    const ids = changes.flatMap(({ entity, id }) => (entity === join.entity ? id : []))
    if (ids.length === 0) continue
    const values = join.byId
      ? ids.map((id) => canonicalise([id]))
      : yield* moveValues(dialect, org, delivery.id, join, ids)
    if (!join.follow) continue
    const found = yield* joinedIds(
      dialect,
      org,
      delivery.id,
      'asks',
      join.name,
      values,
      mostFollowers + 1,
    )
    for (const { id } of found) followers.add(id)
    if (followers.size > mostFollowers) return 'all'
  }
  return [...followers]
}

function* moveValues(
  dialect: Dialect,
  org: string,
  delivery: string,
  join: DeliveryJoin,
  ids: readonly string[],
): Work<readonly string[]> {
  const before = yield* joinValuesOf(dialect, org, delivery, 'has', join.name, ids)
  const rows = yield* rowsById(dialect, org, join.entity, ids)
  const present = [...rows.values()].map((row) => joinValue(join, row))
  yield* writeJoinValues(dialect, org, delivery, 'has', present)
  const values = [...before, ...present].flatMap(({ value }) => value ?? [])
  return [...new Set(values)]
}
