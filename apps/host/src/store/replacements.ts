import type { Json } from '@cartograph/core'
import { first, run, type Dialect, type Work } from './database.ts'

/** A full replacement of what a sink holds, under way. */
export interface Replacement {
  readonly id: string
  /** `begun`: the sink was asked for a session; `committing`: it was told to make it visible. */
  readonly state: 'begun' | 'writing' | 'committing'
  readonly session: Json
}

export function* readReplacement(
  { build }: Dialect,
  org: string,
  delivery: string,
): Work<Replacement | undefined> {
  const row = yield* first(
    build
      .selectFrom('replacement')
      .selectAll()
      .where('org', '=', org)
      .where('delivery', '=', delivery),
  )
  return (
    row && {
      id: row.id,
      state: row.state,
      session: row.session === null ? null : (JSON.parse(row.session) as Json),
    }
  )
}

export function* writeReplacement(
  { build }: Dialect,
  org: string,
  delivery: string,
  replacement: Replacement,
): Work<void> {
  const values = {
    id: replacement.id,
    state: replacement.state,
    session: JSON.stringify(replacement.session),
  }
  yield* run(
    build
      .insertInto('replacement')
      .values({ org, delivery, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'delivery']).doUpdateSet(values)),
  )
}

export function* dropReplacement({ build }: Dialect, org: string, delivery: string): Work<void> {
  yield* run(
    build.deleteFrom('replacement').where('org', '=', org).where('delivery', '=', delivery),
  )
}
