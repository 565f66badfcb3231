import { all, first, type Dialect, type Work } from './database.ts'
import { installation } from './people-tables.ts'

/** An organisation whose data is in this store. */
export interface StoredOrganisation {
  readonly id: string
  readonly name: string
  readonly madeAt: number
  /** Who made it, as the audit log names them. */
  readonly madeBy: string
}

export function* listOrganisations({ build }: Dialect): Work<readonly StoredOrganisation[]> {
  return yield* all(
    build
      .selectFrom('organisation')
      .select(['id', 'name', 'made_at as madeAt', 'made_by as madeBy'])
      .where('org', '=', installation)
      .orderBy('made_at')
      .orderBy('id'),
  )
}

/** False where there is one of this id already. */
export function* addOrganisation(
  { build }: Dialect,
  { id, name, madeAt, madeBy }: StoredOrganisation,
): Work<boolean> {
  const row = yield* first(
    build
      .insertInto('organisation')
      .values({ org: installation, id, name, made_at: madeAt, made_by: madeBy })
      .onConflict((conflict) => conflict.columns(['org', 'id']).doNothing())
      .returning('id'),
  )
  return row !== undefined
}

/** How often the configuration of each organisation changed; those that never did are missing. */
export function* declaredRevisions({ build }: Dialect): Work<ReadonlyMap<string, number>> {
  const rows = yield* all(build.selectFrom('declared_state').select(['org', 'revision']))
  return new Map(rows.map(({ org, revision }) => [org, revision]))
}

/** What a request knows of the organisation that it is for: something that nobody can guess. */
export type OrganisationWay =
  /** The hash of the secret of a token. */
  | { readonly kind: 'token'; readonly hash: string }
  /** The unguessable part of an address of a connection. */
  | { readonly kind: 'address'; readonly token: string }
  | { readonly kind: 'cart'; readonly token: string }
  /** The id of the key that a link to a page was signed with. */
  | { readonly kind: 'page'; readonly key: string }
  /** The hash of the token in the link of a share. */
  | { readonly kind: 'share'; readonly hash: string }

/**
 * The organisation that something leads to; undefined: none.
 *
 * Each organisation is looked at through an index of its own. Whoever is led there is judged there once more, in constant time.
 */
export function* organisationBy(
  { build }: Dialect,
  way: OrganisationWay,
): Work<string | undefined> {
  const organisations = build
    .selectFrom('organisation')
    .select('organisation.id')
    .where('organisation.org', '=', installation)
    .limit(1)
  if (way.kind === 'token') {
    const { hash } = way
    const found = yield* first(
      organisations.where((table) =>
        table.or([
          table.exists(
            table
              .selectFrom('api_token')
              .select('api_token.id')
              .whereRef('api_token.org', '=', 'organisation.id')
              .where('api_token.hash', '=', hash),
          ),
          table.exists(
            table
              .selectFrom('former_secret')
              .select('former_secret.token')
              .whereRef('former_secret.org', '=', 'organisation.id')
              .where('former_secret.hash', '=', hash),
          ),
        ]),
      ),
    )
    return found?.id
  }
  const found = yield* first(
    organisations.where((table) => {
      if (way.kind === 'page')
        return table.exists(
          table
            .selectFrom('page_key')
            .select('page_key.id')
            .whereRef('page_key.org', '=', 'organisation.id')
            .where('page_key.id', '=', way.key),
        )
      if (way.kind === 'share')
        return table.exists(
          table
            .selectFrom('share')
            .select('share.id')
            .whereRef('share.org', '=', 'organisation.id')
            .where('share.hash', '=', way.hash),
        )
      return way.kind === 'cart'
        ? table.exists(
            table
              .selectFrom('cart_link')
              .select('cart_link.token')
              .whereRef('cart_link.org', '=', 'organisation.id')
              .where('cart_link.token', '=', way.token),
          )
        : table.exists(
            table
              .selectFrom('address')
              .select('address.token')
              .whereRef('address.org', '=', 'organisation.id')
              .where('address.token', '=', way.token),
          )
    }),
  )
  return found?.id
}
