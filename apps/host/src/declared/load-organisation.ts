import { dirname } from 'node:path'
import {
  connectorLoader,
  isDeclaredSection,
  loadConfiguration,
  type Configuration,
  type ConfigurationProblem,
  type DeclaredEntry,
  type Environment,
  type EntryFault,
  type ReadSecrets,
} from '../config/index.ts'
import { isolation } from '../isolation/index.ts'
import {
  declaredRevision,
  openSecrets,
  storedEntries,
  type Store,
  type StoredEntry,
} from '../store/index.ts'

/** Where the configuration of an organisation comes from, beside the store. */
export interface Origin {
  /** The configuration file of the installation. */
  readonly file: string
  readonly environment: Environment
  /** An organisation that the file does not set up. Default: the one that it does. */
  readonly organisation?: string
  /** Opens the secrets that are named. Default: there are none. */
  readonly readSecrets?: ReadSecrets
}

/** A configuration as it is at one moment, of the file and of the store. */
export interface LoadedOrganisation {
  /** Undefined: the file itself has mistakes. */
  readonly configuration: Configuration | undefined
  readonly problems: readonly ConfigurationProblem[]
  /** What is wrong with entries of the store, by their names. */
  readonly faults: ReadonlyMap<string, readonly EntryFault[]>
  /** Which changes of the store it has seen. */
  readonly revision: number
  /** What the operator is to know of how connectors are isolated here. */
  readonly weakness: string | undefined
  /** Ends the processes of isolated connectors. To be called when nobody works with the configuration any more. */
  readonly close: () => void
}

/** Reads the configuration file and the entries of an organisation's store. */
export async function loadOrganisation(
  origin: Origin,
  store: Pick<Store, 'read'>,
): Promise<LoadedOrganisation> {
  const { entries, revision } = await store.read(function* (dialect, org) {
    return {
      entries: yield* storedEntries(dialect, org),
      revision: yield* declaredRevision(dialect, org),
    }
  })
  const known = withSecretsOf(origin, store)
  return { ...(await loadEntries(known, entries.flatMap(entryOf))), revision }
}

/** The same, with the secrets that a store has. */
export function withSecretsOf(origin: Origin, store: Pick<Store, 'read'>): Origin {
  const readSecrets: ReadSecrets = (_from, names) =>
    store.read((dialect, org) => openSecrets(dialect, org, names))
  return { ...origin, readSecrets }
}

/** Reads the file as if the store had these entries. */
export async function loadEntries(
  { file, environment, organisation, readSecrets }: Origin,
  declared: readonly DeclaredEntry[],
): Promise<Omit<LoadedOrganisation, 'revision'>> {
  const { isolate, weakness, close } = isolation()
  try {
    const loaded = await loadConfiguration(file, {
      environment,
      isolate,
      declared,
      ...(organisation !== undefined && { organisation }),
      ...(readSecrets !== undefined && { readSecrets }),
    })
    const { configuration, problems, faults = new Map() } = loaded
    return { configuration, problems, faults, weakness: weakness(), close }
  } catch (error) {
    close()
    throw error
  }
}

/** Does something with a loader for connectors, and ends what it began. */
export async function withConnectors<Result>(
  { file }: Origin,
  work: (load: ReturnType<typeof connectorLoader>) => Promise<Result>,
): Promise<Result> {
  const { isolate, close } = isolation()
  try {
    return await work(connectorLoader(dirname(file), { isolate }))
  } finally {
    close()
  }
}

/** What the store has, as the configuration reads it; nothing where a newer Cartograph wrote a section that is not known here. */
export function entryOf({ section, id, value }: Pick<StoredEntry, 'section' | 'id' | 'value'>) {
  return isDeclaredSection(section)
    ? [{ section, id, value: JSON.parse(value) as unknown } satisfies DeclaredEntry]
    : []
}
