import { fault } from '@cartograph/core'
import { keyIdOf, seal, unseal, type Keyring } from '../sealing/index.ts'
import { all, first, run, type Dialect, type Work } from './database.ts'
import { keyringOf } from './sealed-columns.ts'

/** A secret as it may be shown: never its value. */
export interface SecretName {
  readonly name: string
  readonly setAt: number
  /** Which key it was sealed with. */
  readonly key: string
}

/**
 * Keeps a value, in the place of the one before.
 *
 * @throws a `config` fault where the organisation has secrets of a key that is not given: whoever comes with a wrong key seals nothing.
 */
export function* putSecret(
  dialect: Dialect,
  org: string,
  { name, value, now }: { readonly name: string; readonly value: string; readonly now: number },
): Work<void> {
  const keyring = keyringOf(dialect)
  yield* dialect.alone(['secrets', org])
  yield* refuseWrongKey(dialect, org, keyring)
  const sealed = seal(keyring, { organisation: org, kind: 'secret', name }, value)
  yield* run(
    dialect.build
      .insertInto('secret')
      .values({ org, name, sealed, set_at: now })
      .onConflict((conflict) =>
        conflict.columns(['org', 'name']).doUpdateSet({ sealed, set_at: now }),
      ),
  )
}

function* refuseWrongKey(dialect: Dialect, org: string, { keys }: Keyring): Work<void> {
  const kept = yield* secretNames(dialect, org)
  const strange = kept.find(({ key }) => !keys.has(key))
  if (strange === undefined) return
  throw fault({
    kind: 'config',
    path: ['secrets', 'key'],
    message: `The secret ${strange.name} was sealed with the key ${strange.key}, which this process is not given; it has ${[...keys.keys()].join(', ')}.`,
    hint: `Put that key back, below the present one. Where it is lost, take away what it sealed (cartograph secrets remove ${strange.name}) and set it anew. Nothing was changed.`,
  })
}

/** The values of some secrets, by their names; those that are not kept are missing. */
export function* openSecrets(
  dialect: Dialect,
  org: string,
  names: readonly string[],
): Work<ReadonlyMap<string, string>> {
  const rows = yield* all(
    dialect.build
      .selectFrom('secret')
      .select(['name', 'sealed'])
      .where('org', '=', org)
      .where('name', 'in', dialect.within(names)),
  )
  const opened = rows.map(({ name, sealed }) => {
    const place = { organisation: org, kind: 'secret', name } as const
    return [name, unseal(keyringOf(dialect), place, sealed)] as const
  })
  return new Map(opened)
}

export function* secretNames({ build }: Dialect, org: string): Work<readonly SecretName[]> {
  const rows = yield* all(
    build
      .selectFrom('secret')
      .select(['name', 'sealed', 'set_at'])
      .where('org', '=', org)
      .orderBy('name'),
  )
  return rows.map(({ name, sealed, set_at: setAt }) => ({
    name,
    setAt,
    key: keyIdOf(sealed) ?? '',
  }))
}

/** Takes a secret away; false where there is none. */
export function* dropSecret({ build }: Dialect, org: string, name: string): Work<boolean> {
  const found = yield* first(
    build.selectFrom('secret').select('name').where('org', '=', org).where('name', '=', name),
  )
  if (found === undefined) return false
  yield* run(build.deleteFrom('secret').where('org', '=', org).where('name', '=', name))
  return true
}
