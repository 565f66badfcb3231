import type { Json, JsonObject } from '@cartograph/core'
import { audit, type Actor } from '../../access/index.ts'
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
 * `undefined` for a name that nobody has. It looks at every record of the organisation. Who was given it stands in the audit log before
 * it is given.
 */
export async function exportPerson(
  store: Store,
  name: string,
  options: { readonly by: Actor; readonly now?: () => number },
): Promise<PersonExport | undefined> {
  const { by, now = Date.now } = options
  const person = await store.read((dialect, org) => personNamed(dialect, org, name))
  if (person === undefined) return undefined
  const { rows } = await store.read((dialect, org) => erasable(dialect, org, name))
  const targets = await findTargets(store, rows, { texts: [] })
  const records: PersonExport['records'][number][] = []
  for (const { place, keys } of targets.records) {
    const found = await store.read((dialect, org) => recordsByKey(dialect, org, place, keys))
    for (const data of found) records.push({ ...place, record: JSON.parse(data) as Json })
  }
  await store.write((dialect, org) =>
    audit(dialect, org, { at: now(), actor: by, action: 'customer.export', target: person.id }),
  )
  return { person, rows: rows.map(({ entity, row }) => ({ entity, row })), records }
}
