import { keyText, missingAfter, type Missing, type MissingRecord } from '../store/index.ts'
import { bury } from './bury.ts'
import type { StreamScene } from './stream-run.ts'

const batch = 500

/**
 * Deletes the records that other settings knew by another key, once all rows were read under their new keys.
 *
 * Such a record is no deletion at the vendor's: the same row lives on under its new key, and would count twice. A row that
 * could never be read goes too, since nothing is known of it but a key that no longer names anything.
 */
export async function buryRekeyed(scene: StreamScene, missing: Missing): Promise<void> {
  const { store, place, tally } = scene
  const deletedBefore = tally.deleted
  let after = ''
  for (;;) {
    scene.signal.throwIfAborted()
    const cursor = after
    const records = await store.read((dialect, org) =>
      missingAfter(dialect, org, place, missing, cursor, batch),
    )
    const last = records.at(-1)
    if (last === undefined) break
    after = last.key
    const keys = records.filter((record) => isRekeyed(scene, record)).map(({ key }) => key)
    if (keys.length > 0) await bury(scene, keys, missing.from)
  }
  const count = tally.deleted - deletedBefore
  if (count > 0)
    tally.notes.add(
      `The settings give the records of ${place.stream} other keys than before: ${count} records under their old keys were replaced.`,
    )
}

function isRekeyed({ stream }: StreamScene, { key, data }: MissingRecord): boolean {
  if (data === null) return true
  try {
    return keyText(stream.key(JSON.parse(data) as object)) !== key
  } catch {
    // The present settings find no key in the row, so it is not known by its old one either.
    return true
  }
}
