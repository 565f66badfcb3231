import type { JsonObject } from '@cartograph/core'
import {
  keptRecords,
  lettersAfter,
  outdateGroups,
  outdateRecords,
  placeName,
  type DatedLetter,
  type LetterCursor,
} from '../store/index.ts'
import { commitChanges } from './commit.ts'
import { prepareChanges } from './prepare.ts'
import { askFor } from './refresh.ts'
import type { StreamScene } from './stream-run.ts'

const pageSize = 500

export interface ReplayChoice {
  /** Keys as the dead letters have them; undefined: all. */
  readonly keys: readonly string[] | undefined
}

/**
 * Processes dead letters again: what is kept of a record is checked and mapped anew, and where nothing is kept the vendor is
 * asked for it.
 *
 * A record that was read since has no dead letter any more, so what a letter holds is never older than what the store has.
 */
export async function replayLetters(scene: StreamScene, choice: ReplayChoice): Promise<void> {
  const { store, place } = scene
  const letterPlace = { side: 'source', part: placeName(place) } as const
  let after: LetterCursor | undefined
  for (;;) {
    scene.signal.throwIfAborted()
    const cursor = after
    const page = await store.read((dialect, org) =>
      lettersAfter(dialect, org, letterPlace, cursor, pageSize),
    )
    after = page.at(-1)
    if (after === undefined) return
    const chosen = page.filter(
      ({ key }) => key !== '' && (choice.keys === undefined || choice.keys.includes(key)),
    )
    if (chosen.length > 0) await replayPage(scene, chosen)
  }
}

async function replayPage(scene: StreamScene, letters: readonly DatedLetter[]): Promise<void> {
  const { store, place, stream, tally } = scene
  const byKey = new Map(letters.map((letter) => [letter.key, letter]))
  const keys = [...byKey.keys()]
  tally.read += keys.length
  // Keys of records are JSON lists; a group's begin with the name of its mapping.
  const groups = keys.filter((key) => !key.startsWith('['))
  const kept = await store.write(function* (dialect, org) {
    const whole = yield* keptRecords(dialect, org, place, keys)
    yield* outdateRecords(dialect, org, place, whole)
    yield* outdateGroups(dialect, org, place, groups)
    return new Set([...whole, ...groups])
  })
  const others = [...byKey.values()].filter(({ key }) => !kept.has(key))
  for (const letter of others) if (letter.record !== null) await readAgain(scene, letter)
  const unknown = others.flatMap(({ key, record }) => (record === null ? key : []))
  if (unknown.length === 0) return
  if (stream.get === undefined) {
    tally.notes.add(
      `Of ${unknown.length} records nothing is kept; \`cartograph sync --full\` reads them again.`,
    )
    return
  }
  for (let at = 0; at < unknown.length; at += stream.get.maxKeys)
    await askFor(scene, unknown.slice(at, at + stream.get.maxKeys))
}

/** The record of a letter, as if it were shown again at the instant at which it was refused. */
async function readAgain(scene: StreamScene, { record, createdAt }: DatedLetter): Promise<void> {
  const row = JSON.parse(record ?? 'null') as JsonObject
  const interval = { from: createdAt, to: createdAt }
  const prepared = prepareChanges(scene, [{ op: 'upsert', row }], interval)
  await commitChanges(scene, prepared, { observedTo: createdAt })
}
