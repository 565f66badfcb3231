import type { Json, JsonObject } from '@cartograph/core'
import { recordsByKey, type Store } from '../../store/index.ts'
import { erasable } from '../erasure/erasable.ts'
import { findTargets } from '../erasure/targets.ts'
import { personNamed, type Person } from '../persons/person.ts'

/** Everything that is kept of a person, for whoever asks what is known of them. */
export interface PersonExport {
  readonly person: Person
  readonly rows: readonly { readonly entity: string; readonly row: JsonObject }[]
  /** As the vendors gave them. */
  readonly records: readonly {
    readonly connection: string
    readonly stream: string
    readonly record: Json
  }[]
}

/**
 * Everything that is kept of a person: the profile with its history, the rows of the commerce model, and the native records.
 *
 * `undefined` for a name that nobody has. It looks at every record of the organisation.
 */
export async function exportPerson(store: Store, name: string): Promise<PersonExport | undefined> {
  const person = await store.read((dialect, org) => personNamed(dialect, org, name))
  if (person === undefined) return undefined
  const { rows } = await store.read((dialect, org) => erasable(dialect, org, name))
  const targets = await findTargets(store, rows, { texts: [] })
  const records: PersonExport['records'][number][] = []
  for (const { place, keys } of targets.records) {
    const found = await store.read((dialect, org) => recordsByKey(dialect, org, place, keys))
    for (const data of found) records.push({ ...place, record: JSON.parse(data) as Json })
  }
  return { person, rows: rows.map(({ entity, row }) => ({ entity, row })), records }
}
