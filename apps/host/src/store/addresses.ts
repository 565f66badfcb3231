import { all, bulk, type Dialect, type Work } from './database.ts'

/** The unguessable part of one of a connection's own addresses: `webhook`, or `surfaces.` and a name. */
export interface Address {
  readonly connection: string
  readonly part: string
  readonly token: string
}

const insertAddress = `insert into address (org, connection, part, token) values (?, ?, ?, ?)
  on conflict (org, connection, part) do nothing`

/** Keeps addresses; one that a part has already stays, because vendors know it. */
export function* ensureAddresses(
  _dialect: Dialect,
  org: string,
  addresses: readonly Address[],
): Work<void> {
  yield* bulk(
    insertAddress,
    addresses.map(({ connection, part, token }) => [org, connection, part, token]),
  )
}

export function* listAddresses({ build }: Dialect, org: string): Work<readonly Address[]> {
  return yield* all(
    build
      .selectFrom('address')
      .select(['connection', 'part', 'token'])
      .where('org', '=', org)
      .orderBy('connection')
      .orderBy('part'),
  )
}
