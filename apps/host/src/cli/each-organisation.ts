import { existsSync } from 'node:fs'
import { fault } from '@cartograph/core'
import type { Configuration, EntryFault } from '../config/index.ts'
import { loadOrganisation } from '../declared/index.ts'
import { listOrganisations, type Store } from '../store/index.ts'
import type { Terminal } from './terminal.ts'

/** An organisation with its whole configuration, of the file and of the store. */
export interface LookedAt {
  readonly organisation: string
  /** It is the one that the configuration file sets up. */
  readonly isHome: boolean
  readonly configuration: Configuration
  readonly store: Store
  /** What is wrong with entries of the store, by their names. */
  readonly faults: Readonly<Record<string, readonly EntryFault[]>>
}

/** Whether there is something that the store could keep: a file is made by the first command that writes. */
export function hasStore({ store }: Pick<Configuration, 'store'>): boolean {
  return store.includes('://') || existsSync(store)
}

/**
 * Looks at one organisation after the other, the one of the file first; `only`: at that one alone.
 *
 * @throws a `notFound` fault for an organisation that there is not.
 */
export async function eachOrganisation<Result>(
  { environment }: Pick<Terminal, 'environment'>,
  {
    configuration,
    home,
    only,
  }: {
    readonly configuration: Configuration
    readonly home: Store
    readonly only?: string | undefined
  },
  work: (organisation: LookedAt) => Promise<Result>,
): Promise<readonly Result[]> {
  const known = await home.read((dialect) => listOrganisations(dialect))
  const all = [...new Set([home.organisation, ...known.map(({ id }) => id)])]
  if (only !== undefined && !all.includes(only))
    throw fault({
      kind: 'notFound',
      message: `There is no organisation ${only}.`,
      hint: `Those of this installation: ${all.join(', ')}.`,
    })
  const results: Result[] = []
  for (const organisation of all.filter((id) => only === undefined || id === only)) {
    const isHome = organisation === home.organisation
    const store = isHome ? home : await home.of(organisation)
    const { file } = configuration
    const loaded = await loadOrganisation(
      { file, environment, ...(!isHome && { organisation }) },
      store,
    )
    try {
      results.push(
        await work({
          organisation,
          isHome,
          store,
          configuration: loaded.configuration ?? configuration,
          faults: Object.fromEntries(loaded.faults),
        }),
      )
    } finally {
      loaded.close()
    }
  }
  return results
}
