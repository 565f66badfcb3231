import { inputSchema } from './checked.ts'
import type { LoadConnector } from './connector.ts'
import { entryPath, valueAt, withValueAt, type DeclaredEntry } from './declared-sections.ts'
import type { Path } from './document.ts'
import { isOnlyPlaceholders, isPlainObject } from './environment.ts'
import { readSettings, type Leaf } from './settings.ts'
import { configurationShape } from './shape.ts'

/** A value in an entry that nobody is to be shown. */
export interface SecretPlace {
  /** Within the entry. */
  readonly path: Path
  readonly value: unknown
  /** It says nothing but where the secret is taken from. */
  readonly isReference: boolean
}

/** What stands in the place of a secret that is not shown. */
export interface HiddenSecret {
  readonly secret: 'set'
}

export function isHiddenSecret(value: unknown): value is HiddenSecret {
  return isPlainObject(value) && value['secret'] === 'set'
}

/**
 * The secrets of an entry, by what the schemas say about its places.
 *
 * Of a connector that cannot be loaded nobody knows which settings are secret: all of them are.
 */
export async function secretPlaces(
  entry: DeclaredEntry,
  loadConnector: LoadConnector,
): Promise<readonly SecretPlace[]> {
  const at = entryPath(entry)
  if (at === undefined) return []
  const whole = readSettings(inputSchema(configurationShape), withValueAt({}, at, entry.value), '/')
  const own = whole.leaves
    .filter(({ isSecret }) => isSecret)
    .map(({ path, value }) => placeOf(path.slice(at.length), value))
  return entry.section === 'connections'
    ? [...own, ...(await secretSettings(entry, loadConnector))]
    : own
}

async function secretSettings(
  { id, value }: DeclaredEntry,
  loadConnector: LoadConnector,
): Promise<readonly SecretPlace[]> {
  const config = valueAt(value, ['config'])
  const connector = valueAt(value, ['connector'])
  if (!isPlainObject(config)) return []
  const isolatedFor = valueAt(value, ['isolation']) === 'process' ? id : undefined
  const loaded =
    typeof connector === 'string' ? await loadConnector(connector, isolatedFor) : undefined
  const isKnown = loaded !== undefined && 'connector' in loaded
  const schema = isKnown ? inputSchema(loaded.connector.config) : {}
  const isHidden = ({ isSecret, value: leaf }: Leaf) =>
    isKnown ? isSecret : typeof leaf === 'string' || typeof leaf === 'number'
  return readSettings(schema, config, '/')
    .leaves.filter(isHidden)
    .map(({ path }) => placeOf(['config', ...path], valueAt(config, path)))
    .filter((place) => place.value !== undefined)
}

function placeOf(path: Path, value: unknown): SecretPlace {
  return { path, value, isReference: typeof value === 'string' && isOnlyPlaceholders(value) }
}

/** An entry as it may be shown: of its secrets only that they are there, or where they are taken from. */
export async function withoutSecrets(
  entry: DeclaredEntry,
  loadConnector: LoadConnector,
): Promise<unknown> {
  const places = await secretPlaces(entry, loadConnector)
  const hidden: HiddenSecret = { secret: 'set' }
  return places
    .filter(({ isReference }) => !isReference)
    .reduce((shown, { path }) => replaced(shown, path, hidden), entry.value)
}

/** Where an entry says that a secret is to stay as it is. */
export function hiddenPlaces(value: unknown, path: Path = []): readonly Path[] {
  if (isHiddenSecret(value)) return [path]
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => hiddenPlaces(item, [...path, index]))
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([key, item]) => hiddenPlaces(item, [...path, key]))
    : []
}

/** The same value with another one at a place that it has. */
export function replaced(root: unknown, [key, ...below]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(root))
    return root.map((item: unknown, index) => (index === key ? replaced(item, below, value) : item))
  if (!isPlainObject(root)) return root
  return { ...root, [key]: replaced(root[key], below, value) }
}
