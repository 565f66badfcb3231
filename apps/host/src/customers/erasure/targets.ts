import type { Key } from '@cartograph/core'
import {
  groupsToLookAt,
  keyOfText,
  listStreams,
  recordsToLookAt,
  webhooksToLookAt,
  type NamedRow,
  type Place,
  type Store,
} from '../../store/index.ts'
import type { VendorKeys } from './open-erasure.ts'
import { isTrodden, type Trail } from './trail.ts'

/** Native records and webhooks that are of a person. */
export interface Targets {
  readonly records: readonly { readonly place: Place; readonly keys: readonly string[] }[]
  /** Records that name the person and are also of somebody else: they are left, and told of. */
  readonly shared: readonly { readonly place: Place; readonly keys: readonly string[] }[]
  readonly webhooks: readonly string[]
}

const page = 500

/** The keys of what is of the person, as the vendors know them. */
export function keysAtVendors({ records }: Targets): VendorKeys {
  const found: Record<string, Record<string, readonly Key[]>> = {}
  for (const { place, keys } of records)
    (found[place.connection] ??= {})[place.stream] = keys.map(keyOfText)
  return found
}

/** Looks at every record and webhook of the organisation, some at a time. */
export async function findTargets(
  store: Store,
  rows: readonly NamedRow[],
  trail: Pick<Trail, 'texts'>,
): Promise<Targets> {
  const names = new Set(rows.map(({ entity, id }) => `${entity}/${id}`))
  const records: Targets['records'][number][] = []
  const shared: Targets['shared'][number][] = []
  const places = await store.read((dialect, org) => listStreams(dialect, org))
  for (const place of places) {
    const found = await recordsOf(store, place, names, trail)
    if (found.own.length > 0) records.push({ place, keys: found.own })
    if (found.others.length > 0) shared.push({ place, keys: found.others })
  }
  return { records, shared, webhooks: await webhooksOf(store, trail) }
}

async function recordsOf(
  store: Store,
  place: Place,
  names: ReadonlySet<string>,
  trail: Pick<Trail, 'texts'>,
): Promise<{ readonly own: readonly string[]; readonly others: readonly string[] }> {
  const groups = await store.read((dialect, org) => groupsToLookAt(dialect, org, place))
  const given = new Map(
    groups.map(({ mapping, group, outputs }) => [
      JSON.stringify([mapping, group]),
      namesIn(outputs),
    ]),
  )
  const own: string[] = []
  const others: string[] = []
  for (let after: string | undefined = ''; after !== undefined;) {
    const start: string = after
    const some = await store.read((dialect, org) =>
      recordsToLookAt(dialect, org, place, start, page),
    )
    for (const { key, data, outputs, groups: memberships } of some) {
      const ofGroups = Object.entries(JSON.parse(memberships) as Record<string, string>).flatMap(
        (membership) => given.get(JSON.stringify(membership)) ?? [],
      )
      const gives = [...namesIn(outputs), ...ofGroups]
      if (gives.some((name) => names.has(name))) own.push(key)
      else if (data !== null && isTrodden(data, trail))
        (gives.length === 0 ? own : others).push(key)
    }
    after = some.length < page ? undefined : some.at(-1)?.key
  }
  return { own, others }
}

async function webhooksOf(store: Store, trail: Pick<Trail, 'texts'>): Promise<readonly string[]> {
  const found: string[] = []
  for (let after: string | undefined = ''; after !== undefined;) {
    const start: string = after
    const some = await store.read((dialect, org) => webhooksToLookAt(dialect, org, start, page))
    for (const { id, body, headers, target } of some) {
      const text = Buffer.from(body, 'base64').toString('utf8')
      if (isTrodden(`${text}\n${headers}\n${target}`, trail)) found.push(id)
    }
    after = some.length < page ? undefined : some.at(-1)?.id
  }
  return found
}

function namesIn(outputs: string): readonly string[] {
  return JSON.parse(outputs) as readonly string[]
}
