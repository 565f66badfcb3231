import { setTimeout as sleep } from 'node:timers/promises'
import { fault } from '@cartograph/core'
import { actorText, audit, type Actor, type AuditAction } from '../access/index.ts'
import {
  entryName,
  isDeclaredSection,
  type DeclaredEntry,
  type DeclaredSection,
  type EntryFault,
} from '../config/index.ts'
import {
  askRemoval,
  changeEntry,
  entryVersions,
  isBeingRemoved,
  readOwnSegments,
  removePortalLogo,
  storedEntries,
  type Store,
} from '../store/index.ts'
import {
  shownEntries,
  shownRemovals,
  shownVersions,
  type EntryName,
  type ShownEntry,
  type ShownRemoval,
  type ShownVersion,
} from './shown-entries.ts'
import { filledEntry, sealedEntry } from './entry-secrets.ts'
import { brokenBy, type Broken, type EntryChanges } from './broken-by.ts'
import { entryOf, withSecretsOf, type Origin } from './load-organisation.ts'

/** What came of a change. */
export type Changed =
  | { readonly state: 'done'; readonly version: number }
  /** Somebody else changed it meanwhile; undefined: it is not there. */
  | { readonly state: 'stale'; readonly now: ShownEntry | undefined }
  | ({ readonly state: 'refused' } & Broken)

export interface Changing {
  readonly by: Actor
  readonly now: number
  /** The version that was seen; undefined: none. */
  readonly over: number | undefined
}

/** Everything that is asked of the configuration which the store keeps. */
export interface ConfigurationDesk {
  list(): Promise<readonly ShownEntry[]>
  read(name: EntryName): Promise<ShownEntry | undefined>
  /** What would be wrong if these entries were written. */
  check(entries: readonly DeclaredEntry[]): Promise<Broken>
  write(entry: DeclaredEntry, changing: Changing): Promise<Changed>
  /** Of a connection, what it left stays, or is deleted in the background. */
  remove(name: EntryName, changing: Changing, data?: 'keep' | 'delete'): Promise<Changed>
  /** What is being deleted of connections that were taken away, and what was. */
  removals(): Promise<readonly ShownRemoval[]>
  /** Writes entries that belong together over whatever they were, all of them or none; gives back how many changed. */
  bring(
    entries: readonly DeclaredEntry[],
    doing: Omit<Changing, 'over'>,
  ): Promise<
    { readonly state: 'done'; readonly changed: number } | ({ readonly state: 'refused' } & Broken)
  >
  history(name: EntryName): Promise<readonly ShownVersion[]>
  /** Writes what an entry was at a version once more. */
  restore(name: EntryName, version: number, changing: Changing): Promise<Changed>
  /** Has the host work with secrets as they are now, and settles when it does. */
  refresh(): Promise<void>
}

export interface DeskParts {
  readonly store: Store
  readonly origin: Origin
  /** What is wrong with entries, as the host that runs found out. Default: it is found out when it is asked for. */
  readonly faults?: () => ReadonlyMap<string, readonly EntryFault[]>
  /** Is told that the configuration is another one, and settles when that is in force. */
  readonly changed?: () => Promise<void>
}

/** Reads and changes the configuration that the store keeps beside the file. */
export function configurationDesk(parts: DeskParts): ConfigurationDesk {
  const { store, changed } = parts
  const origin = withSecretsOf(parts.origin, store)
  const tried = (entries: readonly DeclaredEntry[], change: EntryChanges) =>
    brokenBy(origin, entries, { ...change, before: parts.faults?.() })
  const present = () => store.read((dialect, org) => storedEntries(dialect, org))
  const shownAll = () => shownEntries({ store, origin, faults: parts.faults })
  const readOne = async ({ section, id }: EntryName) => {
    const all = await shownAll()
    return all.find((entry) => entry.section === section && entry.id === id)
  }
  const put = async (
    name: EntryName,
    value: unknown,
    { by, now, over }: Changing,
    action: AuditAction,
    isPurged = false,
  ): Promise<Changed> => {
    const change = { ...name, over, changedAt: now, changedBy: actorText(by) }
    const version = await store.write(function* (dialect, org) {
      const text = value === undefined ? null : JSON.stringify(value)
      const written = yield* changeEntry(dialect, org, { ...change, value: text })
      if (written !== undefined)
        yield* audit(dialect, org, { at: now, actor: by, action, target: entryName(name) })
      // Of a portal nothing is kept that could be shown again under its name.
      if (written !== undefined && text === null && name.section === 'portals')
        yield* removePortalLogo(dialect, org, name.id)
      if (written !== undefined && isPurged) {
        const asked = { connection: name.id, askedAt: now, askedBy: actorText(by) }
        yield* askRemoval(dialect, org, asked)
      }
      return written
    })
    if (version === undefined) return { state: 'stale', now: await readOne(name) }
    await soon(changed?.())
    return { state: 'done', version }
  }
  const write = async (
    entry: DeclaredEntry,
    changing: Changing,
    action: AuditAction,
  ): Promise<Changed> => {
    const stored = await present()
    const found = stored.find(({ section, id }) => section === entry.section && id === entry.id)
    if (found?.version !== changing.over) return { state: 'stale', now: await readOne(entry) }
    await refuseTaken(store, entry)
    const filled = filledEntry(entry, valueIn(found))
    const broken = await tried(stored.flatMap(entryOf), { put: [filled] })
    if (!broken.isRight) return { state: 'refused', ...broken }
    const sealed = await sealedEntry(filled, { origin, store, changing })
    return put(entry, sealed.value, changing, action)
  }
  return {
    refresh: async () => soon(changed?.()),
    list: shownAll,
    read: readOne,
    check: async (entries) => {
      const stored = (await present()).flatMap(entryOf)
      return tried(stored, { put: entries })
    },
    write: (entry, changing) => write(entry, changing, 'configuration.write'),
    remove: async (name, changing, data = 'keep') => {
      const stored = (await present()).flatMap(entryOf)
      const broken = await tried(stored, { take: name })
      return broken.isRight
        ? put(
            name,
            undefined,
            changing,
            'configuration.delete',
            name.section === 'connections' && data === 'delete',
          )
        : { state: 'refused', ...broken }
    },
    removals: () => shownRemovals(store),
    bring: async (entries, doing) => {
      for (const entry of entries) await refuseTaken(store, entry)
      const stored = await present()
      const found = ({ section, id }: EntryName) =>
        stored.find((row) => row.section === section && row.id === id)
      const filled = entries.map((entry) => filledEntry(entry, valueIn(found(entry))))
      const broken = await tried(stored.flatMap(entryOf), { put: filled })
      if (!broken.isRight) return { state: 'refused', ...broken }
      const sealed: DeclaredEntry[] = []
      for (const entry of filled)
        sealed.push(await sealedEntry(entry, { origin, store, changing: doing }))
      const others = sealed.filter((entry) => JSON.stringify(entry.value) !== found(entry)?.value)
      await store.write(function* (dialect, org) {
        for (const entry of others) {
          const over = found(entry)?.version
          yield* changeEntry(dialect, org, {
            section: entry.section,
            id: entry.id,
            value: JSON.stringify(entry.value),
            over,
            changedAt: doing.now,
            changedBy: actorText(doing.by),
          })
          const action = 'configuration.write'
          const target = entryName(entry)
          yield* audit(dialect, org, { at: doing.now, actor: doing.by, action, target })
        }
      })
      await soon(changed?.())
      return { state: 'done', changed: others.length }
    },
    history: (name) => shownVersions({ store, origin }, name),
    restore: async (name, version, changing) => {
      const versions = await store.read((dialect, org) => entryVersions(dialect, org, name))
      const value = versions.find((each) => each.version === version)?.value
      if (value === undefined || value === null)
        throw fault({
          kind: 'notFound',
          message: `${entryName(name)} has no version ${version} that could be restored.`,
          hint: 'Its history shows which versions there are; one in which it was taken away has nothing to restore.',
        })
      const entry = { ...name, value: JSON.parse(value) as unknown }
      return write(entry, changing, 'configuration.restore')
    },
  }
}

/** @throws a `conflict` fault for a name that something else has: a connection that is still being deleted, or another segment. */
async function refuseTaken(store: Store, { section, id }: EntryName): Promise<void> {
  if (section === 'segments') {
    const own = await store.read((dialect, org) => readOwnSegments(dialect, org))
    if (own.some((segment) => segment.id === id))
      throw fault({
        kind: 'conflict',
        message: `There is a segment ${id} already, which was made at /api/segments.`,
        hint: 'Delete it there, or take another name.',
      })
  }
  if (section !== 'connections') return
  if (await store.read((dialect, org) => isBeingRemoved(dialect, org, id)))
    throw fault({
      kind: 'conflict',
      message: `What the connection ${id} left is still being deleted.`,
      hint: 'Wait until that is done, or give the new connection another name.',
    })
}

function valueIn(row: { readonly value: string } | undefined): unknown {
  return row === undefined ? undefined : (JSON.parse(row.value) as unknown)
}

/** @throws a `notFound` fault for a section that there is not. */
export function sectionNamed(name: string): DeclaredSection {
  if (isDeclaredSection(name)) return name
  throw fault({ kind: 'notFound', message: `The configuration has no section ${name}.` })
}

/** How long whoever changes something waits for it to be in force; it will be later too. */
const inForceMs = 5000

async function soon(work: Promise<void> | undefined): Promise<void> {
  const waiting = new AbortController()
  const late = sleep(inForceMs, undefined, { signal: waiting.signal, ref: false })
  await Promise.race([work, late.catch(() => {})])
  waiting.abort()
}
