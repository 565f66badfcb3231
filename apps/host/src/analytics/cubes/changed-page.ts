import {
  changesAfter,
  type Consumer,
  type ConsumerMove,
  type Dialect,
  type Lane,
  type Work,
} from '../../store/index.ts'
import type { FollowedRow } from './followed-row.ts'
import { presentRows } from './present-rows.ts'

export interface ChangedPage {
  /** Changes that were looked at, those of other entities among them. */
  readonly looked: number
  readonly rows: readonly FollowedRow[]
  /** Where the follower is when all of it was taken in. */
  readonly to: ConsumerMove
}

/** What changed next, of some entities; undefined: nothing did. */
export function* changedPage(
  dialect: Dialect,
  org: string,
  lane: Lane,
  place: Consumer,
  { entities, most }: { readonly entities: readonly string[]; readonly most: number },
): Work<ChangedPage | undefined> {
  const changes = yield* changesAfter(dialect, org, lane, place[lane], most)
  const last = changes.at(-1)
  if (last === undefined) return undefined
  const own = changes.filter(({ entity }) => entities.includes(entity))
  const rows = yield* presentRows(dialect, org, own)
  return { looked: changes.length, rows, to: { [lane]: last.seq } }
}
