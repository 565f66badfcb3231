import { isAbsolute, relative } from 'node:path'
import type { Configuration } from './configuration.ts'
import { entryPath, type DeclaredEntry } from './declared-sections.ts'
import type { Path } from './document.ts'
import { entryRefusal } from './entry-refusal.ts'
import { filesFolder, modulesOf, readMerged, type Base } from './merged.ts'
import type { ConfigurationProblem } from './problem.ts'
import type { ReadConfiguration } from './read-configuration.ts'

/** What is wrong with an entry of the store. */
export interface EntryFault {
  /** Within the entry. */
  readonly path: Path
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly hint?: string
}

export interface LoadedDeclared extends ReadConfiguration {
  readonly faults: ReadonlyMap<string, readonly EntryFault[]>
}

/** The name of an entry among all. */
export function entryName({ section, id }: Pick<DeclaredEntry, 'section' | 'id'>): string {
  return `${section}/${id}`
}

/**
 * Reads a file, which is right by itself, together with entries of the store.
 *
 * Those in which something is wrong are left out, and so is what needs them; the rest is used.
 */
export async function loadDeclared(
  base: Base,
  alone: Configuration,
  entries: readonly DeclaredEntry[],
): Promise<LoadedDeclared> {
  const faults = new Map<string, readonly EntryFault[]>()
  const allowed = modulesOf(base)
  let kept = entries.filter((entry) => {
    const refusal = entryRefusal(entry, { written: base.written, allowed })
    if (refusal !== undefined) faults.set(entryName(entry), [{ severity: 'error', ...refusal }])
    return refusal === undefined
  })
  for (;;) {
    const { configuration, problems } = await readMerged(base, kept)
    const own = faultsOf(kept, problems)
    for (const [name, fault] of outside(base, configuration, kept)) own.set(name, [fault])
    for (const [name, found] of own) faults.set(name, found)
    const isWrong = (entry: DeclaredEntry) =>
      own.get(entryName(entry))?.some(({ severity }) => severity === 'error') === true
    const right = kept.filter((entry) => !isWrong(entry))
    if (right.length < kept.length) kept = right
    else if (configuration !== undefined) return { configuration, problems, faults }
    else return oneByOne(base, alone, { entries: kept, faults })
  }
}

/** Where entries are right each by itself and wrong together: those that come first are used. */
async function oneByOne(
  base: Base,
  alone: Configuration,
  {
    entries,
    faults,
  }: Pick<LoadedDeclared, 'faults'> & { readonly entries: readonly DeclaredEntry[] },
): Promise<LoadedDeclared> {
  const found = new Map(faults)
  const kept: DeclaredEntry[] = []
  let read: ReadConfiguration = { configuration: alone, problems: [] }
  for (const entry of entries) {
    const next = await readMerged(base, [...kept, entry])
    if (next.configuration === undefined)
      found.set(
        entryName(entry),
        next.problems.map((problem) => plainly(problem, [])),
      )
    else {
      kept.push(entry)
      read = next
    }
  }
  return { ...read, faults: found }
}

function faultsOf(
  entries: readonly DeclaredEntry[],
  problems: readonly ConfigurationProblem[],
): Map<string, readonly EntryFault[]> {
  const found = new Map<string, readonly EntryFault[]>()
  for (const entry of entries) {
    const at = entryPath(entry) ?? []
    const own = problems.filter(({ path }) => at.every((segment, index) => path[index] === segment))
    if (own.length > 0)
      found.set(
        entryName(entry),
        own.map((problem) => plainly(problem, at)),
      )
  }
  return found
}

function plainly(
  { path, severity, message, hint }: ConfigurationProblem,
  { length }: Path,
): EntryFault {
  return { path: path.slice(length), severity, message, ...(hint !== undefined && { hint }) }
}

/** Entries are written over the network: they reach no files but those that lie where they may. */
function outside(
  base: Base,
  configuration: Configuration | undefined,
  entries: readonly DeclaredEntry[],
): readonly (readonly [string, EntryFault])[] {
  const folder = filesFolder(base)
  return entries.flatMap((entry) => {
    const { section, id } = entry
    const paths = section === 'connections' ? (configuration?.connections.get(id)?.paths ?? []) : []
    const leaves = paths.some((path) => {
      const way = relative(folder, path)
      return way.startsWith('..') || isAbsolute(way)
    })
    if (!leaves) return []
    const where = relative(base.folder, folder)
    const fault: EntryFault = {
      path: ['config'],
      severity: 'error',
      message: `names a file outside of ${where}`,
      hint: `Connections that are kept in the store reach only what lies in ${where}, beside the configuration file.`,
    }
    return [[entryName(entry), fault] as const]
  })
}
