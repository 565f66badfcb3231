import { fault } from '@cartograph/core'
import { entryName, type DeclaredEntry, type EntryFault } from '../config/index.ts'
import { loadEntries, type Origin } from './load-organisation.ts'

/** What a change would break. */
export interface Broken {
  readonly isRight: boolean
  /** What is wrong with the entries that are to be written, by their names; warnings keep nobody from it. */
  readonly faults: Readonly<Record<string, readonly EntryFault[]>>
  /** Other entries that are right now, and would not be any more. */
  readonly others: Readonly<Record<string, readonly EntryFault[]>>
}

type Named = Pick<DeclaredEntry, 'section' | 'id'>

export interface EntryChanges {
  readonly put?: readonly DeclaredEntry[]
  readonly take?: Named
}

/** Tries a change of the store's entries on the whole configuration, and changes nothing. */
export async function brokenBy(
  origin: Origin,
  present: readonly DeclaredEntry[],
  {
    put = [],
    take,
    before: known,
  }: EntryChanges & {
    /** What is wrong now, where that is known. */
    readonly before: Faults | undefined
  },
): Promise<Broken> {
  const isMeant = (entry: Named) =>
    [...put, ...(take === undefined ? [] : [take])].some(
      ({ section, id }) => section === entry.section && id === entry.id,
    )
  const others = present.filter((entry) => !isMeant(entry))
  const before = known ?? (await faultsOf(origin, present))
  const after = await faultsOf(origin, [...others, ...put])
  const isNew = (entry: Named) => hasError(after, entry) && !hasError(before, entry)
  const own = put.filter((entry) => after.has(entryName(entry)))
  const harmed = others.filter(isNew)
  return {
    isRight: harmed.length === 0 && own.every((entry) => !hasError(after, entry)),
    faults: named(own, after),
    others: named(harmed, after),
  }
}

type Faults = ReadonlyMap<string, readonly EntryFault[]>

/**
 * What is wrong with entries, by their names.
 *
 * @throws a `config` fault where the file has mistakes, so that nobody can tell.
 */
export async function faultsOf(origin: Origin, entries: readonly DeclaredEntry[]): Promise<Faults> {
  if (entries.length === 0) return new Map()
  const { configuration, faults, close } = await loadEntries(origin, entries)
  close()
  if (configuration === undefined)
    throw fault({
      kind: 'config',
      message: 'The configuration file has mistakes now, so what the store has cannot be checked.',
      hint: '`cartograph check` shows them; whoever runs the host mends them.',
    })
  return faults
}

function hasError(faults: Faults, entry: Named): boolean {
  return faults.get(entryName(entry))?.some(({ severity }) => severity === 'error') === true
}

function named(entries: readonly Named[], faults: Faults): Broken['faults'] {
  return Object.fromEntries(
    entries.map((entry) => [entryName(entry), faults.get(entryName(entry)) ?? []]),
  )
}
