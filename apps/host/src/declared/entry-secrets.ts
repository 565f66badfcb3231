import { fault } from '@cartograph/core'
import {
  hiddenPlaces,
  replaced,
  secretPlaces,
  valueAt,
  type DeclaredEntry,
} from '../config/index.ts'
import { withConnectors, type Origin } from './load-organisation.ts'

/** Keeps secrets apart from what names them. */
export interface SecretBox {
  /** Keeps a secret under a name, and gives back what stands in its place, such as `${secret:name}`. */
  keep(name: string, secret: string): Promise<string>
}

/**
 * An entry whose secrets are references: what is hidden stays what it was, and what is written in clear is put into the box.
 *
 * @throws a `config` fault for a secret in clear where there is no box, and for one that is to stay and never was.
 */
export async function sealedEntry(
  entry: DeclaredEntry,
  {
    before,
    origin,
    box,
  }: {
    /** The value that the entry has now. */
    readonly before: unknown
    readonly origin: Origin
    readonly box: SecretBox | undefined
  },
): Promise<DeclaredEntry> {
  let { value } = entry
  for (const path of hiddenPlaces(value)) {
    const kept = valueAt(before, path)
    if (kept === undefined)
      throw fault({
        kind: 'config',
        path: path.map(String),
        message: `There is no secret at ${path.join('.')} yet that could stay as it is.`,
        hint: 'Write the secret, or where it is taken from, such as ${env:NAME}.',
      })
    value = replaced(value, path, kept)
  }
  const places = await withConnectors(origin, (load) => secretPlaces({ ...entry, value }, load))
  for (const { path, value: secret, isReference } of places) {
    if (isReference || secret === '' || (typeof secret !== 'string' && typeof secret !== 'number'))
      continue
    if (box === undefined)
      throw fault({
        kind: 'config',
        path: path.map(String),
        message: `The secret at ${path.join('.')} would be kept in clear.`,
        hint: 'Put it into the environment of the host, let the operator name the variable under `modules: { environment: […] }`, and write ${env:NAME} here.',
      })
    const name = [entry.section, entry.id, ...path].join('.')
    value = replaced(value, path, await box.keep(name, String(secret)))
  }
  return { ...entry, value }
}
