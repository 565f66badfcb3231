import { occurrencesOf, type Occurrence, type Store } from '../../store/index.ts'
import type { Trail } from './trail.ts'

/** What is kept to go on with an erasure goes with its end. */
const ofTheErasureItself: ReadonlySet<string> = new Set(['person_erasure', 'person_lock'])

/** Where something of a person still stands: every text column of every table is searched for each text that is theirs alone. */
export async function proof(store: Store, { texts }: Trail): Promise<readonly Occurrence[]> {
  const found = new Map<string, Occurrence>()
  for (const text of texts)
    for (const each of await store.read((dialect, org) => occurrencesOf(dialect, org, text))) {
      if (ofTheErasureItself.has(each.table)) continue
      const name = `${each.table}.${each.column}`
      const rows = Math.max(each.rows, found.get(name)?.rows ?? 0)
      found.set(name, { ...each, rows })
    }
  return [...found.values()]
}
