import { randomBytes } from 'node:crypto'
import { insertNew } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

/** The unguessable part of one of a connection's own addresses: `webhook`, or `surfaces.` or `sinks.` and a name. */
export interface Address {
  readonly connection: string
  readonly part: string
  readonly token: string
}

const insertAddress = insertNew('address', ['org', 'connection', 'part', 'token'])

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

/** The unguessable part of an address. */
export function newAddressToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Where a part of a connection is reached below the host's own address. */
export function addressPath({ connection, part, token }: Address): string {
  if (part === 'webhook') return `/hooks/${connection}/${token}`
  const dot = part.indexOf('.')
  const root = part.slice(0, dot) === 'sinks' ? 'served' : 'surfaces'
  return `/${root}/${connection}/${encodeURIComponent(part.slice(dot + 1))}/${token}`
}

export function* readAddress(
  { build }: Dialect,
  org: string,
  connection: string,
  part: string,
): Work<Address | undefined> {
  return yield* first(
    build
      .selectFrom('address')
      .select(['connection', 'part', 'token'])
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('part', '=', part),
  )
}

/** Gives a part another address: the one that it had leads nowhere from now on. */
export function* replaceAddress({ build }: Dialect, org: string, address: Address): Work<void> {
  const { token } = address
  yield* run(
    build
      .insertInto('address')
      .values({ org, ...address })
      .onConflict((conflict) =>
        conflict.columns(['org', 'connection', 'part']).doUpdateSet({ token }),
      ),
  )
}
