import { insertOrReplace, updateMatching } from './bulk-forms.ts'
import { bulk, type Dialect, type Work } from './database.ts'
import type { CommerceChange } from './changes.ts'
import { rowsById } from './commerce.ts'

const entity = 'profile'
/** The connection under which the rows stand that are computed. */
export const profileConnection = 'cartograph'

export interface ProfileRow {
  readonly id: string
  readonly data: string
  readonly hash: string
}

const writeRow = insertOrReplace('commerce', [
  'org',
  'entity',
  'id',
  'connection',
  'data',
  'hash',
  'givers',
  'deleted_at',
])
const buryRow = updateMatching(
  'commerce',
  ['org', 'entity', 'id'],
  ['data', 'hash', 'givers', 'deleted_at'],
)

/**
 * Writes the profiles of some persons as rows of the commerce model, and empties those of persons who are gone.
 *
 * Gives back what changed, in the order of the names.
 */
export function* writeProfileRows(
  dialect: Dialect,
  org: string,
  { rows, gone }: { readonly rows: readonly ProfileRow[]; readonly gone: readonly string[] },
  now: number,
): Work<readonly CommerceChange[]> {
  const ids = [...rows.map(({ id }) => id), ...gone]
  if (ids.length === 0) return []
  const known = yield* rowsById(dialect, org, entity, ids)
  const written = rows.filter(({ id, hash }) => {
    const before = known.get(id)
    return before === undefined || before.deleted || before.hash !== hash
  })
  const buried = gone.filter((id) => known.get(id)?.deleted === false)
  yield* bulk(
    writeRow,
    written.map(({ id, data, hash }) => [org, entity, id, profileConnection, data, hash, 1, null]),
  )
  yield* bulk(
    buryRow,
    buried.map((id) => ['{}', '', 0, now, org, entity, id]),
  )
  const changes: readonly CommerceChange[] = [
    ...written.map(({ id }) => ({ entity, id, op: 'upsert' as const })),
    ...buried.map((id) => ({ entity, id, op: 'delete' as const })),
  ]
  return changes.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
