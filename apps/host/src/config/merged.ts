import { join } from 'node:path'
import type { LoadConnector } from './connector.ts'
import { entryPath, valueAt, withValueAt, type DeclaredEntry } from './declared-sections.ts'
import type { SourceDocument } from './document.ts'
import {
  entriesOf,
  isPlainObject,
  substitute,
  type Environment,
  type Substituted,
} from './environment.ts'
import { openAddressesOf } from './host.ts'
import { modulesFor, type AllowedModules } from './modules-shape.ts'
import { collectProblems, type Problems } from './problems.ts'
import { readConfiguration, type ReadConfiguration } from './read-configuration.ts'

/** A configuration file, and what is needed to make something of it. */
export interface Base {
  readonly file: string
  readonly folder: string
  readonly document: SourceDocument
  /** What the file says, before variables are put in. */
  readonly written: unknown
  readonly environment: Environment
  readonly loadConnector: LoadConnector
}

/** What entries of the store may use. */
export function modulesOf({ written }: Pick<Base, 'written'>): AllowedModules {
  return modulesFor(String(valueAt(written, ['organisation'])), valueAt(written, ['modules']))
}

/** Where the files lie that connections of the store may name. */
export function filesFolder({ folder, written }: Pick<Base, 'folder' | 'written'>): string {
  return join(folder, 'organisations', String(valueAt(written, ['organisation'])), 'files')
}

/** Reads a file together with entries of the store, as if they stood in it. */
export async function readMerged(
  base: Base,
  entries: readonly DeclaredEntry[] = [],
): Promise<ReadConfiguration> {
  const { document, environment } = base
  const problems = collectProblems()
  const merged = mergedValue(base, entries)
  const stored = new Set(
    entries.flatMap(({ section, id }) => (section === 'connections' ? [id] : [])),
  )
  reportVariables(document, merged.substituted, problems)
  const read = await readConfiguration(base.file, merged.substituted.value, {
    document,
    raw: merged.written,
    folder: base.folder,
    filesOf: (connection) => (stored.has(connection) ? filesFolder(base) : base.folder),
    environment,
    problems: withoutRepeats(problems, document, merged.substituted),
    loadConnector: base.loadConnector,
    delivered: deliveredTo(merged.written),
    openAddresses: openAddressesOf(merged.substituted.value),
  })
  return withStored(withAreas(read, modulesOf(base)), entries)
}

function withAreas(read: ReadConfiguration, { areas }: AllowedModules): ReadConfiguration {
  const { configuration } = read
  return configuration === undefined || areas === undefined
    ? read
    : { ...read, configuration: { ...configuration, areas } }
}

function withStored(read: ReadConfiguration, entries: readonly DeclaredEntry[]): ReadConfiguration {
  const { configuration } = read
  if (configuration === undefined || entries.length === 0) return read
  const storedEntries = new Set(entries.map(({ section, id }) => `${section}/${id}`))
  return { ...read, configuration: { ...configuration, storedEntries } }
}

function mergedValue(
  base: Base,
  entries: readonly DeclaredEntry[],
): { readonly written: unknown; readonly substituted: Substituted } {
  const allowed = limited(base.environment, modulesOf(base))
  let { written } = base
  let substituted = substitute(written, base.environment)
  for (const entry of entries) {
    const path = entryPath(entry)
    if (path === undefined) continue
    const { value, missing, unknown } = substitute(entry.value, allowed)
    written = withValueAt(written, path, entry.value)
    substituted = {
      value: withValueAt(substituted.value, path, value),
      missing: [
        ...substituted.missing,
        ...missing.map((found) => ({ name: found.name, path: [...path, ...found.path] })),
      ],
      unknown: [
        ...substituted.unknown,
        ...unknown.map((found) => ({ text: found.text, path: [...path, ...found.path] })),
      ],
    }
  }
  return { written, substituted }
}

/** Whoever may write entries is not for that reason to know everything that the process knows; secrets are the organisation's own. */
function limited(environment: Environment, { environment: names }: AllowedModules): Environment {
  const secrets = Object.keys(environment).filter((name) => name.startsWith('secret:'))
  return Object.fromEntries([...names, ...secrets].map((name) => [name, environment[name]]))
}

function reportVariables(
  document: SourceDocument,
  { missing, unknown }: Substituted,
  problems: Problems,
): void {
  for (const { name, path } of missing)
    problems.add(document, path, {
      ...(name.startsWith('secret:') ? missingSecret(name.slice(7)) : missingVariable(name)),
    })
  for (const { text, path } of unknown)
    problems.add(document, path, {
      message: 'a placeholder of an unknown form; expected ${env:NAME} or ${secret:name}',
      hint: `For the text itself write $${text.slice(0, 2)}…}.`,
    })
}

function missingVariable(name: string) {
  return {
    message: `the environment variable ${name} is not set`,
    hint: `Set it before the command, for example: export ${name}=…`,
  }
}

function missingSecret(name: string) {
  return {
    message: `there is no secret ${name}`,
    hint: `Set it: cartograph secrets set ${name}.`,
  }
}

/** A value with a variable that is not set is wrong for that reason alone; what schemas say about it is noise. */
function withoutRepeats(
  problems: Problems,
  document: SourceDocument,
  { missing, unknown }: Substituted,
): Problems {
  const holes = new Set([...missing, ...unknown].map(({ path }) => JSON.stringify(path)))
  return {
    ...problems,
    add: (of, path, draft) => {
      if (of !== document || !holes.has(JSON.stringify(path))) problems.add(of, path, draft)
    },
  }
}

/** Ids of the connections that the file delivers to, as far as it says so in the right form. */
function deliveredTo(value: unknown): ReadonlySet<string> {
  const deliveries = entriesOf(isPlainObject(value) ? value['deliveries'] : null)
  return new Set(
    deliveries.flatMap(([, entry]) => {
      const to = isPlainObject(entry) ? entry['to'] : undefined
      return isPlainObject(to) ? [String(to['connection'])] : []
    }),
  )
}
