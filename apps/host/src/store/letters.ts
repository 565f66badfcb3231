import type { Fault } from '@cartograph/core'
import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

/** What could not be processed, with all that is needed to try again. */
export interface Letter {
  /** The record's key or the item's; empty where the row has none. */
  readonly key: string
  /** Where it was found, in words for a person: file and line, mapping, sink. */
  readonly at: string
  readonly fault: Fault
  /** The native record as JSON text. */
  readonly record: string | null
  /** The mapped item as JSON text. */
  readonly item: string | null
}

/** Where letters come from; `scope` and `generation` tell the reading that met them. */
export interface LetterPlace {
  readonly side: 'source' | 'delivery'
  /** `connection/stream`, or the delivery. */
  readonly part: string
}

const upsertLetter = insertOrReplace(
  'dead_letter',
  [
    'org',
    'side',
    'part',
    'key',
    'at',
    'fault',
    'record',
    'item',
    'scope',
    'generation',
    'created_at',
    'times',
  ],
  { times: 'dead_letter.times + 1' },
)

/** Puts letters down; one that is there already is renewed and counted. */
export function* writeLetters(
  _dialect: Dialect,
  org: string,
  place: LetterPlace,
  letters: readonly Letter[],
  reading: { readonly scope: string; readonly generation: number },
  now: number,
): Work<void> {
  yield* bulk(
    upsertLetter,
    letters.map((letter) => [
      org,
      place.side,
      place.part,
      letter.key,
      letter.at,
      JSON.stringify(letter.fault),
      letter.record,
      letter.item,
      reading.scope,
      reading.generation,
      now,
      1,
    ]),
  )
}

/** Takes back the letters of keys that were processed since. */
export function* clearLetters(
  { build, within }: Dialect,
  org: string,
  place: LetterPlace,
  keys: readonly string[],
): Work<void> {
  if (keys.length === 0) return
  const some = yield* first(
    build
      .selectFrom('dead_letter')
      .select('key')
      .where('org', '=', org)
      .where('side', '=', place.side)
      .where('part', '=', place.part)
      .limit(1),
  )
  if (some === undefined) return
  yield* run(
    build
      .deleteFrom('dead_letter')
      .where('org', '=', org)
      .where('side', '=', place.side)
      .where('part', '=', place.part)
      .where('key', 'in', within(keys)),
  )
}

/** Takes back the letters without a key that a complete generation did not meet again. */
export function* clearNamelessLetters(
  { build }: Dialect,
  org: string,
  place: LetterPlace,
  reading: { readonly scope: string; readonly generation: number },
): Work<void> {
  yield* all(
    build
      .deleteFrom('dead_letter')
      .where('org', '=', org)
      .where('side', '=', place.side)
      .where('part', '=', place.part)
      .where('key', '=', '')
      .where('scope', '=', reading.scope)
      .where('generation', '<', reading.generation),
  )
}

export function* countLetters({ build }: Dialect, org: string, place: LetterPlace): Work<number> {
  const row = yield* first(
    build
      .selectFrom('dead_letter')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('side', '=', place.side)
      .where('part', '=', place.part),
  )
  return row?.count ?? 0
}

/** The letters of a part, the newest first. */
export function* readLetters(
  { build }: Dialect,
  org: string,
  place: LetterPlace,
  limit: number,
): Work<readonly (Letter & { readonly times: number; readonly createdAt: number })[]> {
  const rows = yield* all(
    build
      .selectFrom('dead_letter')
      .selectAll()
      .where('org', '=', org)
      .where('side', '=', place.side)
      .where('part', '=', place.part)
      .orderBy('created_at', 'desc')
      .orderBy('key')
      .orderBy('at')
      .limit(limit),
  )
  return rows.map((row) => ({
    key: row.key,
    at: row.at,
    fault: JSON.parse(row.fault) as Fault,
    record: row.record,
    item: row.item,
    times: row.times,
    createdAt: row.created_at,
  }))
}

/** The keys of the letters of a part that were found at one place. */
export function* letterKeysAt(
  { build }: Dialect,
  org: string,
  place: LetterPlace,
  at: string,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('dead_letter')
      .select('key')
      .where('org', '=', org)
      .where('side', '=', place.side)
      .where('part', '=', place.part)
      .where('at', '=', at)
      .orderBy('key'),
  )
  return rows.map((row) => row.key)
}
