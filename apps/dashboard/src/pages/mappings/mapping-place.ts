import type { AnswerOf } from '../../api/routes.ts'
import { isObject } from './rule-text.ts'

export type Entry = AnswerOf<'GET /api/configuration'>['entries'][number]
export type ListedMapping = AnswerOf<'GET /api/mappings'>['mappings'][number]

/** Where a mapping is kept, and so who may change it and how. */
export type MappingPlace =
  | {
      readonly kind: 'store'
      readonly section: Entry['section']
      readonly id: string
      readonly version: number
      readonly changedAt?: string | undefined
      readonly changedBy?: string | undefined
      readonly valueWith: (mapping: unknown) => unknown
      readonly mappingIn: (value: unknown) => unknown
    }
  | { readonly kind: 'file'; readonly entry: string }
  /** The connector brings it. `take`: how an entry of one's own takes its place. */
  | { readonly kind: 'connector'; readonly take: NewEntry }
  /** There is none yet. */
  | { readonly kind: 'new'; readonly take: NewEntry }

/** An entry that is made or changed so that it takes the place of what a connector brings. */
export interface NewEntry {
  readonly section: Entry['section']
  readonly id: string
  readonly version: number | 'new'
  readonly valueWith: (mapping: unknown) => unknown
  /** What has to be made together with it. */
  readonly beside: readonly Pick<Entry, 'section' | 'id' | 'value'>[]
}

/** Finds where a mapping stands among the entries of the configuration. */
export function mappingPlace(
  entries: readonly Entry[],
  /** Those of the same delivery or stream, whole. */
  beside: readonly unknown[],
  { part, id, connection }: ListedMapping,
): MappingPlace {
  const isStream = part.includes('.')
  const owner = isStream ? { connection } : { delivery: part }
  const named = entries.find(
    ({ section, value }) =>
      section === 'mappings' &&
      isObject(value) &&
      value[isStream ? 'connection' : 'delivery'] === (isStream ? connection : part) &&
      (!isStream || !isObject(value['mapping']) || value['mapping']['id'] === id),
  )
  if (named !== undefined) return placed(named, valueOf('mapping'))
  const user = entries.find(
    (entry) =>
      entry.section === (isStream ? 'connections' : 'deliveries') &&
      entry.id === (isStream ? connection : part),
  )
  const within = isStream ? listOf(id) : valueOf('mapping')
  if (user !== undefined && within.mappingIn(user.value) !== undefined) return placed(user, within)
  const taken = new Set(entries.flatMap((each) => (each.section === 'mappings' ? each.id : [])))
  const own = freeId(taken, id)
  return {
    kind: 'connector',
    take: {
      section: 'mappings',
      id: own,
      version: 'new',
      valueWith: (mapping) => ({ ...owner, mapping }),
      beside: isStream ? entriesBeside(beside, id, { taken: new Set([...taken, own]), owner }) : [],
    },
  }
}

/** Where a stream has a mapping of its own the connector's are not used, so the others of it are written too. */
function entriesBeside(
  mappings: readonly unknown[],
  id: string,
  { taken, owner }: { readonly taken: ReadonlySet<string>; readonly owner: object },
): NewEntry['beside'] {
  const names = new Set(taken)
  return mappings.flatMap((mapping) => {
    if (!isObject(mapping) || mapping['id'] === id) return []
    const name = freeId(names, String(mapping['id']))
    names.add(name)
    return [{ section: 'mappings' as const, id: name, value: { ...owner, mapping } }]
  })
}

interface Within {
  readonly mappingIn: (value: unknown) => unknown
  readonly with: (value: unknown, mapping: unknown) => unknown
}

function valueOf(name: string): Within {
  return {
    mappingIn: (value) => (isObject(value) ? value[name] : undefined),
    with: (value, mapping) => ({ ...(isObject(value) ? value : {}), [name]: mapping }),
  }
}

/** One of the mappings that a connection lists. */
function listOf(id: string): Within {
  // A file that is named has its mapping elsewhere.
  const isIt = (one: unknown) => (isObject(one) ? one['id'] === id : typeof one === 'string')
  return {
    mappingIn: (value) => listed(value).find(isIt),
    with: (value, mapping) => ({
      ...(isObject(value) ? value : {}),
      mappings: listed(value).map((one) => (isObject(one) && one['id'] === id ? mapping : one)),
    }),
  }
}

function listed(value: unknown): readonly unknown[] {
  return isObject(value) && Array.isArray(value['mappings']) ? (value['mappings'] as unknown[]) : []
}

function placed(entry: Entry, within: Within): MappingPlace {
  const { section, id, origin, version, changedAt, changedBy, value } = entry
  if (origin === 'file' || version === undefined || !isObject(within.mappingIn(value)))
    return { kind: 'file', entry: `${section}.${id}` }
  return {
    kind: 'store',
    section,
    id,
    version,
    changedAt,
    changedBy,
    valueWith: (mapping) => within.with(value, mapping),
    mappingIn: within.mappingIn,
  }
}

/** Names of entries are short and plain. */
export function freeId(taken: ReadonlySet<string>, wanted: string): string {
  const plain =
    wanted
      .replaceAll(/[^\w-]/gu, '-')
      .replace(/^[-_]+/u, '')
      .slice(0, 58) || 'mapping'
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? plain : `${plain}-${count}`
    if (!taken.has(id)) return id
  }
}
