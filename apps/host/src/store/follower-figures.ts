import { sql } from 'kysely'
import { all, type Dialect, type Work } from './database.ts'

/** When each follower of the change log last moved, and since when outcomes of its items should be known. */
export interface FollowerFigures {
  readonly moved: ReadonlyMap<string, number>
  /** The earliest instant after which somebody should have found out what came of an item. */
  readonly unknownSince: ReadonlyMap<string, number>
}

export function* followerFigures({ build }: Dialect, org: string): Work<FollowerFigures> {
  const moved = yield* all(
    build.selectFrom('consumer').select(['id', 'moved_at as movedAt']).where('org', '=', org),
  )
  const unknown = yield* all(
    build
      .selectFrom('ledger')
      .select((table) => ['delivery', table.fn.min('quiet_until').as('since')])
      .where('org', '=', org)
      // Spelt as in its index.
      .where(sql<boolean>`state in ('sent', 'pending', 'failed')`)
      .where('state', '=', 'sent')
      .groupBy('delivery'),
  )
  return {
    moved: new Map(moved.map(({ id, movedAt }) => [id, movedAt])),
    unknownSince: new Map(unknown.map(({ delivery, since }) => [delivery, since])),
  }
}
