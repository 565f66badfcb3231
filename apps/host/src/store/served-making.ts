import { insertNew } from './bulk-forms.ts'
import { bulk, first, run, type Dialect, type Work } from './database.ts'
import type { SinkPlace } from './ledger.ts'
import { newServed, type HeldVersion } from './served.ts'
import {
  dropDrafts,
  dropVersion,
  versionsOf,
  type ServedForm,
  type ServedVersion,
} from './served-versions.ts'

/** Begins a version beside those that are there: whoever was making another one cannot end it, and its pieces go. */
export function* beginServed(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  id: string,
): Work<void> {
  yield* run(
    build
      .insertInto('served')
      .values({ ...newServed(org, place), making: id })
      .onConflict((conflict) =>
        conflict.columns(['org', 'connection', 'sink']).doUpdateSet({ making: id }),
      ),
  )
  yield* dropDrafts(build, org, place)
}

const insertChunk = insertNew('served_chunk', [
  'org',
  'connection',
  'sink',
  'version',
  'form',
  'part',
  'data',
])

/** Keeps the next piece of a version that is being made; false: somebody else makes one now. */
export function* appendServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  piece: {
    readonly version: string
    readonly form: ServedForm
    readonly part: number
    /** In base64. */
    readonly data: string
  },
): Work<boolean> {
  const { version, form, part, data } = piece
  if (!(yield* isMaking(dialect, org, place, version))) return false
  yield* bulk(insertChunk, [[org, place.connection, place.sink, version, form, part, data]])
  return true
}

/** Which change of the items, and what else, a version shows. */
export interface ServedState {
  readonly made: number
  readonly madeWith: string
}

/**
 * Shows a version in the place of the one before, at once; false: somebody else makes one now.
 *
 * Of the older ones the newest `keep` stay, and those that `keepFrom` finds still in use, since somebody may be reading them.
 */
export function* swapServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  next: {
    readonly version: ServedVersion
    readonly state: ServedState
    readonly keep: number
    readonly keepFrom: number
  },
): Work<boolean> {
  const { version, state, keep, keepFrom } = next
  const { build } = dialect
  if (!(yield* isMaking(dialect, org, place, version.id))) return false
  const before = yield* versionsOf(build, org, place, undefined)
  yield* run(
    build.insertInto('served_version').values({
      org,
      connection: place.connection,
      sink: place.sink,
      id: version.id,
      hash: version.hash,
      content_type: version.contentType,
      items: version.items,
      bytes: version.bytes,
      gzip_bytes: version.keptBytes.gzip,
      brotli_bytes: version.keptBytes.br,
      keys_bytes: version.keptBytes.keys,
      made_at: version.madeAt,
    }),
  )
  yield* settleServed(dialect, org, place, { ...state, version: version.id })
  // Each was shown until the next one was made.
  const replacedAt = [version.madeAt, ...before.map(({ madeAt }) => madeAt)]
  const old = before.filter((_each, index) => index >= keep && (replacedAt[index] ?? 0) < keepFrom)
  for (const { id } of old) yield* dropVersion(build, org, place, id)
  return true
}

/** What was made is what is shown already: nothing changes but what is known of it. */
export function* confirmServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  id: string,
  state: ServedState,
): Work<boolean> {
  if (!(yield* isMaking(dialect, org, place, id))) return false
  yield* settleServed(dialect, org, place, state)
  yield* dropDrafts(dialect.build, org, place)
  return true
}

/** Leaves what is shown as it is, and says why; what was being made goes. */
export function* refuseServed(
  dialect: Dialect,
  org: string,
  place: SinkPlace,
  id: string,
  why: { readonly held?: HeldVersion; readonly fault?: string },
): Work<boolean> {
  const { build } = dialect
  if (!(yield* isMaking(dialect, org, place, id))) return false
  yield* run(
    build
      .updateTable('served')
      .set({
        making: null,
        held: why.held === undefined ? null : JSON.stringify(why.held),
        fault: why.fault ?? null,
      })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
  yield* dropDrafts(build, org, place)
  return true
}

function* settleServed(
  { build }: Dialect,
  org: string,
  place: SinkPlace,
  { made, madeWith, version }: ServedState & { readonly version?: string },
): Work<void> {
  yield* run(
    build
      .updateTable('served')
      .set({
        made,
        made_with: madeWith,
        making: null,
        held: null,
        accepted: 0,
        fault: null,
        ...(version !== undefined && { version }),
      })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink),
  )
}

/** Takes the row's lock too, so that nobody begins another version meanwhile. */
function* isMaking({ build }: Dialect, org: string, place: SinkPlace, id: string): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('served')
      .set({ making: id })
      .where('org', '=', org)
      .where('connection', '=', place.connection)
      .where('sink', '=', place.sink)
      .where('making', '=', id)
      .returning('sink'),
  )
  return row !== undefined
}
