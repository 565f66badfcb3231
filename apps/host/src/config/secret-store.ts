import { isFault } from '@cartograph/core'
import type { KeySource } from '../sealing/index.ts'
import type { SourceDocument } from './document.ts'
import {
  isPlainObject,
  secretsIn,
  secretVariable,
  substitute,
  type Environment,
} from './environment.ts'
import type { Problems } from './problems.ts'
import { keySourceOf } from './secrets-shape.ts'
import { storeAddress } from './store-address.ts'

/** Where the secrets of an organisation are kept. */
export interface SecretStore {
  readonly store: string
  readonly organisation: string
  /** Where relative paths of the file begin. */
  readonly folder: string
  /** Missing where the file names none. */
  readonly key?: KeySource
}

/** Opens secrets by their names; those that are not kept are missing. */
export type ReadSecrets = (
  from: SecretStore,
  names: readonly string[],
) => Promise<ReadonlyMap<string, string>>

/** What a file says of where secrets are kept, before anything else of it is read. */
export function secretStoreOf(
  written: unknown,
  { folder, environment }: { readonly folder: string; readonly environment: Environment },
): SecretStore {
  const { value } = substitute(written, environment)
  const root = isPlainObject(value) ? value : {}
  const key = keySourceOf(root['secrets'])
  return {
    store: storeAddress(root['store'], folder),
    organisation: String(root['organisation']),
    folder,
    ...(key !== undefined && { key }),
  }
}

/**
 * The environment together with the secrets that a file and entries of the store take.
 *
 * Undefined where they cannot be opened, which is a problem of the file then: nothing else about it could be said for certain.
 */
export async function withSecrets(
  {
    document,
    written,
    folder,
  }: {
    readonly document: SourceDocument
    readonly written: unknown
    readonly folder: string
  },
  {
    environment,
    entries,
    readSecrets,
  }: {
    readonly environment: Environment
    readonly entries: readonly unknown[]
    readonly readSecrets: ReadSecrets | undefined
  },
  problems: Problems,
): Promise<Environment | undefined> {
  const names = secretsIn([written, entries])
  if (names.length === 0 || readSecrets === undefined) return environment
  try {
    const found = await readSecrets(secretStoreOf(written, { folder, environment }), names)
    const secrets = [...found].map(([name, value]) => [secretVariable(name), value])
    return { ...environment, ...(Object.fromEntries(secrets) as Environment) }
  } catch (error) {
    if (!isFault(error)) throw error
    problems.add(document, ['secrets'], {
      message: error.message,
      hint: error.hint,
    })
    return undefined
  }
}
