import { all, run, type Dialect, type Work } from './database.ts'

/** Since when a connection does not work, and when its owner was told of it last. */
export interface ConnectionTrouble {
  readonly connection: string
  readonly since: number
  readonly toldAt: number | undefined
}

export function* connectionTroubles(
  { build }: Dialect,
  org: string,
): Work<ReadonlyMap<string, ConnectionTrouble>> {
  const rows = yield* all(build.selectFrom('connection_trouble').selectAll().where('org', '=', org))
  return new Map(
    rows.map(({ connection, since, told_at: toldAt }) => [
      connection,
      { connection, since, toldAt: toldAt ?? undefined },
    ]),
  )
}

export function* writeConnectionTrouble(
  { build }: Dialect,
  org: string,
  { connection, since, toldAt }: ConnectionTrouble,
): Work<void> {
  const values = { since, told_at: toldAt ?? null }
  yield* run(
    build
      .insertInto('connection_trouble')
      .values({ org, connection, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'connection']).doUpdateSet(values)),
  )
}

/** It works again, or is there no more. */
export function* endConnectionTrouble(
  { build }: Dialect,
  org: string,
  connection: string,
): Work<void> {
  yield* run(
    build
      .deleteFrom('connection_trouble')
      .where('org', '=', org)
      .where('connection', '=', connection),
  )
}

/** Members who want no mails about connections, by id. */
export function* troubleMutes({ build }: Dialect, org: string): Work<ReadonlySet<string>> {
  const rows = yield* all(
    build.selectFrom('trouble_mute').select('user_id').where('org', '=', org).orderBy('user_id'),
  )
  return new Set(rows.map((row) => row.user_id))
}

export function* muteTroubles(
  { build }: Dialect,
  org: string,
  user: string,
  now: number,
): Work<void> {
  yield* run(
    build
      .insertInto('trouble_mute')
      .values({ org, user_id: user, muted_at: now })
      .onConflict((conflict) => conflict.columns(['org', 'user_id']).doNothing()),
  )
}

export function* unmuteTroubles({ build }: Dialect, org: string, user: string): Work<void> {
  yield* run(build.deleteFrom('trouble_mute').where('org', '=', org).where('user_id', '=', user))
}
