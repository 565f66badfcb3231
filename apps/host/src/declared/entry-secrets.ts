import { fault } from '@cartograph/core'
import type { Changing } from '../access/index.ts'
import {
  hiddenPlaces,
  replaced,
  secretPlaces,
  valueAt,
  type DeclaredEntry,
} from '../config/index.ts'
import { secretBox } from '../secrets/index.ts'
import type { Store } from '../store/index.ts'
import { withConnectors, type Origin } from './load-organisation.ts'

/**
 * An entry in which what is hidden is what it was.
 *
 * @throws a `config` fault for a secret that is to stay and never was.
 */
export function filledEntry(entry: DeclaredEntry, before: unknown): DeclaredEntry {
  let { value } = entry
  for (const path of hiddenPlaces(value)) {
    const kept = valueAt(before, path)
    if (kept === undefined)
      throw fault({
        kind: 'config',
        path: path.map(String),
        message: `There is no secret at ${path.join('.')} yet that could stay as it is.`,
        hint: 'Write the secret, or where it is taken from, such as ${secret:name}.',
      })
    value = replaced(value, path, kept)
  }
  return { ...entry, value }
}

/**
 * An entry whose secrets are references: what is written in clear is sealed, and its name put in its place.
 *
 * @throws a `config` fault where the configuration names no key to seal with.
 */
export async function sealedEntry(
  entry: DeclaredEntry,
  {
    origin,
    store,
    changing,
  }: { readonly origin: Origin; readonly store: Store; readonly changing: Changing },
): Promise<DeclaredEntry> {
  const places = await withConnectors(origin, (load) => secretPlaces(entry, load))
  const box = secretBox(store, changing)
  let { value } = entry
  for (const { path, value: secret, isReference } of places) {
    if (isReference || secret === '' || (typeof secret !== 'string' && typeof secret !== 'number'))
      continue
    const name = [entry.section, entry.id, ...path].join('.')
    value = replaced(value, path, await box.keep(name, String(secret)))
  }
  return { ...entry, value }
}
