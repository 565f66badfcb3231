import {
  entriesIn,
  entryName,
  withoutSecrets,
  writtenConfiguration,
  type DeclaredEntry,
  type DeclaredSection,
  type EntryFault,
} from '../config/index.ts'
import { entryVersions, listRemovals, storedEntries, type Store } from '../store/index.ts'
import { faultsOf } from './broken-by.ts'
import { entryOf, withConnectors, type Origin } from './load-organisation.ts'

export interface EntryName {
  readonly section: DeclaredSection
  readonly id: string
}

/** An entry of the configuration as it may be shown. */
export interface ShownEntry extends DeclaredEntry {
  /** What the file has is changed there alone. */
  readonly origin: 'file' | 'store'
  readonly version?: number
  readonly changedAt?: string
  readonly changedBy?: string
  readonly faults: readonly EntryFault[]
}

export interface ShownVersion {
  readonly version: number
  readonly changedAt: string
  readonly changedBy: string
  /** It was taken away. */
  readonly isGone: boolean
  readonly value?: unknown
}

export interface ShownRemoval {
  readonly connection: string
  readonly askedAt: string
  readonly askedBy: string
  /** How many rows were deleted so far. */
  readonly deleted: number
  readonly doneAt: string | null
}

interface Looking {
  readonly store: Store
  readonly origin: Origin
}

/** Every entry of the file and of the store. */
export async function shownEntries({
  store,
  origin,
  faults: known,
}: Looking & {
  /** What is wrong with entries, where somebody found out before. */
  readonly faults: (() => ReadonlyMap<string, readonly EntryFault[]>) | undefined
}): Promise<readonly ShownEntry[]> {
  const stored = await store.read((dialect, org) => storedEntries(dialect, org))
  const faults = known?.() ?? (await faultsOf(origin, stored.flatMap(entryOf)))
  // Of an organisation that the file does not set up it says nothing.
  const written =
    origin.organisation === undefined ? await writtenConfiguration(origin.file) : undefined
  return withConnectors(origin, async (load) => {
    const shown: ShownEntry[] = []
    for (const entry of entriesIn(written)) {
      const value = await withoutSecrets(entry, load)
      shown.push({ ...entry, value, origin: 'file', faults: [] })
    }
    for (const row of stored)
      for (const entry of entryOf(row))
        shown.push({
          ...entry,
          value: await withoutSecrets(entry, load),
          origin: 'store',
          version: row.version,
          changedAt: new Date(row.changedAt).toISOString(),
          changedBy: row.changedBy,
          faults: faults.get(entryName(entry)) ?? [],
        })
    return shown
  })
}

/** What an entry was, the newest first. */
export async function shownVersions(
  { store, origin }: Looking,
  name: EntryName,
): Promise<readonly ShownVersion[]> {
  const versions = await store.read((dialect, org) => entryVersions(dialect, org, name))
  return withConnectors(origin, async (load) => {
    const shown: ShownVersion[] = []
    for (const { version, value, changedAt, changedBy } of versions)
      shown.push({
        version,
        changedAt: new Date(changedAt).toISOString(),
        changedBy,
        isGone: value === null,
        ...(value !== null && {
          value: await withoutSecrets({ ...name, value: JSON.parse(value) as unknown }, load),
        }),
      })
    return shown
  })
}

export async function shownRemovals(store: Store): Promise<readonly ShownRemoval[]> {
  const all = await store.read((dialect, org) => listRemovals(dialect, org))
  return all.map(({ connection, askedAt, askedBy, deleted, doneAt }) => ({
    connection,
    askedAt: new Date(askedAt).toISOString(),
    askedBy,
    deleted,
    doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
  }))
}
