import type { Registration } from '@cartograph/core'
import { isSealed, resealed, seal, type Keyring, type SealedPlace } from '../sealing/index.ts'
import { all, run, type Dialect, type Work } from './database.ts'
import { hostKeyPlace } from './host-key.ts'
import { installation } from './people-tables.ts'
import { sealedRegistrations, writtenRegistrations } from './registrations.ts'
import { keyringOf } from './sealed-columns.ts'

/** How many rows one transaction seals. */
const rowsAtOnce = 100

/** `plain` seals what stands there unsealed; `all` also brings what is sealed under the present key. */
export type Resealing = 'plain' | 'all'

/**
 * Seals some rows of the organisation under the present key, and gives back how many: none when all are.
 *
 * Each step is short, so others go on beside it, and what they seal meanwhile is under the present key already.
 *
 * @throws a `config` fault where a row was sealed with a key that is not given; those before it are done.
 */
export function* resealSome(dialect: Dialect, org: string, wanted: Resealing): Work<number> {
  const keyring = keyringOf(dialect)
  const secrets = wanted === 'all' ? yield* resealSecrets(dialect, org, keyring) : 0
  if (secrets > 0) return secrets
  const hostKeys = yield* resealHostKeys(dialect, { keyring, wanted })
  if (hostKeys > 0) return hostKeys
  const keys = yield* resealPageKeys(dialect, org, { keyring, wanted })
  return keys > 0 ? keys : yield* resealRegistrations(dialect, org, { keyring, wanted })
}

function* resealSecrets(dialect: Dialect, org: string, keyring: Keyring): Work<number> {
  const { build, locked } = dialect
  const rows = yield* all(
    locked(
      build
        .selectFrom('secret')
        .select(['name', 'sealed'])
        .where('org', '=', org)
        .where('sealed', 'not like', `sealed:1:${keyring.present}:%`)
        .orderBy('name')
        .limit(rowsAtOnce),
    ),
  )
  for (const { name, sealed } of rows) {
    const renewed = resealed(keyring, { organisation: org, kind: 'secret', name }, sealed)
    if (renewed !== undefined)
      yield* run(
        build
          .updateTable('secret')
          .set({ sealed: renewed })
          .where('org', '=', org)
          .where('name', '=', name),
      )
  }
  return rows.length
}

interface Wish {
  readonly keyring: Keyring
  readonly wanted: Resealing
}

function* resealHostKeys({ build, locked }: Dialect, { keyring, wanted }: Wish): Work<number> {
  const done = wanted === 'all' ? `sealed:1:${keyring.present}:%` : 'sealed:1:%'
  const rows = yield* all(
    locked(
      build
        .selectFrom('host_key')
        .select(['id', 'secret'])
        .where('org', '=', installation)
        .where('secret', 'not like', done)
        .orderBy('id')
        .limit(rowsAtOnce),
    ),
  )
  for (const { id, secret } of rows)
    yield* run(
      build
        .updateTable('host_key')
        .set({ secret: anew(keyring, hostKeyPlace(id), secret) })
        .where('org', '=', installation)
        .where('id', '=', id),
    )
  return rows.length
}

function* resealPageKeys(dialect: Dialect, org: string, { keyring, wanted }: Wish): Work<number> {
  const { build, locked } = dialect
  const done = wanted === 'all' ? `sealed:1:${keyring.present}:%` : 'sealed:1:%'
  const rows = yield* all(
    locked(
      build
        .selectFrom('page_key')
        .select(['id', 'secret'])
        .where('org', '=', org)
        .where('secret', 'not like', done)
        .orderBy('id')
        .limit(rowsAtOnce),
    ),
  )
  for (const { id, secret } of rows)
    yield* run(
      build
        .updateTable('page_key')
        .set({ secret: anew(keyring, { organisation: org, kind: 'page key', name: id }, secret) })
        .where('org', '=', org)
        .where('id', '=', id),
    )
  return rows.length
}

function* resealRegistrations(
  dialect: Dialect,
  org: string,
  { keyring, wanted }: Wish,
): Work<number> {
  const { build, locked } = dialect
  const done = wanted === 'all' ? `{"sealed":"sealed:1:${keyring.present}:%` : '{"sealed":"%'
  const rows = yield* all(
    locked(
      build
        .selectFrom('registration')
        .select(['connection', 'data'])
        .where('org', '=', org)
        .where('data', 'not like', done)
        .orderBy('connection')
        .limit(rowsAtOnce),
    ),
  )
  for (const { connection, data } of rows) {
    const registered: readonly Registration[] = writtenRegistrations(dialect, org, connection, data)
    yield* run(
      build
        .updateTable('registration')
        .set({ data: sealedRegistrations(dialect, org, connection, registered) })
        .where('org', '=', org)
        .where('connection', '=', connection),
    )
  }
  return rows.length
}

function anew(keyring: Keyring, place: SealedPlace, text: string): string {
  return isSealed(text) ? (resealed(keyring, place, text) ?? text) : seal(keyring, place, text)
}
