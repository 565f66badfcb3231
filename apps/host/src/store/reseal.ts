import { sql } from 'kysely'
import { isSealed, resealed, seal, type SealedPlace } from '../sealing/index.ts'
import { updateMatching, type UpdateForm } from './bulk-forms.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import { hostKeyPlace } from './host-key.ts'
import { installation } from './people-tables.ts'
import { sealedRegistrations, writtenRegistrations } from './registrations.ts'
import { keyringOf } from './sealed-columns.ts'

/** How many rows one transaction seals. */
const rowsAtOnce = 100

/** `plain` seals what stands there unsealed; `all` also brings what is sealed under the present key. */
export type Resealing = 'plain' | 'all'

/** Where something sealed stands in a table, and how it is written anew. */
interface SealedColumn {
  readonly org: string
  /** The column that tells the rows of an organisation apart. */
  readonly name: string
  readonly text: string
  /** What stands before a sealed text. */
  readonly before: string
  readonly anew: (name: string, text: string) => string
  /** Gives rows of the organisation, by their name, another text. */
  readonly change: UpdateForm
}

/**
 * Seals some rows of the organisation under the present key, and gives back how many: none when all are.
 *
 * Each step is short, so others go on beside it, and what they seal meanwhile is under the present key already.
 *
 * @throws a `config` fault where a row was sealed with a key that is not given; those before it are done.
 */
export function* resealSome(dialect: Dialect, org: string, wanted: Resealing): Work<number> {
  for (const column of sealedColumns(dialect, org)) {
    const rows = yield* resealColumn(dialect, column, wanted)
    if (rows > 0) return rows
  }
  return 0
}

function sealedColumns(dialect: Dialect, org: string): readonly SealedColumn[] {
  const keyring = keyringOf(dialect)
  const anew = (place: SealedPlace, text: string) =>
    isSealed(text) ? (resealed(keyring, place, text) ?? text) : seal(keyring, place, text)
  return [
    {
      org,
      name: 'name',
      text: 'sealed',
      before: '',
      anew: (name, text) => anew({ organisation: org, kind: 'secret', name }, text),
      change: updateMatching('secret', ['org', 'name'], ['sealed']),
    },
    {
      org: installation,
      name: 'id',
      text: 'secret',
      before: '',
      anew: (id, text) => anew(hostKeyPlace(id), text),
      change: updateMatching('host_key', ['org', 'id'], ['secret']),
    },
    {
      org,
      name: 'id',
      text: 'secret',
      before: '',
      anew: (id, text) => anew({ organisation: org, kind: 'page key', name: id }, text),
      change: updateMatching('page_key', ['org', 'id'], ['secret']),
    },
    {
      org,
      name: 'connection',
      text: 'data',
      before: '{"sealed":"',
      anew: (connection, data) => {
        const registered = writtenRegistrations(dialect, org, connection, data)
        return sealedRegistrations(dialect, org, connection, registered)
      },
      change: updateMatching('registration', ['org', 'connection'], ['data']),
    },
  ]
}

function* resealColumn(
  dialect: Dialect,
  { org, name, text, before, anew, change }: SealedColumn,
  wanted: Resealing,
): Work<number> {
  const { build, locked } = dialect
  const key = wanted === 'all' ? `${keyringOf(dialect).present}:` : ''
  const rows = yield* all(
    locked(
      build
        .selectFrom(sql<{ readonly org: string }>`${sql.table(change.table)}`.as('kept'))
        .select([sql.ref<string>(name).as('name'), sql.ref<string>(text).as('text')])
        .where('org', '=', org)
        .where(sql.ref(text), 'not like', `${before}sealed:1:${key}%`)
        .orderBy(sql.ref(name))
        .limit(rowsAtOnce),
    ),
  )
  yield* bulk(
    change,
    rows.map((row) => [anew(row.name, row.text), org, row.name]),
  )
  return rows.length
}
