import { dirname, resolve } from 'node:path'
import { connectorLoader, type LoaderOptions } from './connector.ts'
import type { DeclaredEntry } from './declared-sections.ts'
import { parseText, readDocument, type ReadDocument } from './document.ts'
import { isPlainObject, type Environment } from './environment.ts'
import { withSecrets, type ReadSecrets } from './secret-store.ts'
import { fileMessage } from './file-message.ts'
import { loadDeclared, type EntryFault } from './load-declared.ts'
import { readMerged, type Base } from './merged.ts'
import { collectProblems, type Problems } from './problems.ts'
import type { ReadConfiguration } from './read-configuration.ts'

export interface LoadedConfiguration extends ReadConfiguration {
  /** What is wrong with entries of the store, by their names; those that have an error are left out of the configuration. */
  readonly faults?: ReadonlyMap<string, readonly EntryFault[]>
}

export interface LoadOptions extends Pick<LoaderOptions, 'isolate'> {
  readonly environment?: Environment
  /** Opens the secrets of the store that the file names. Default: there are none. */
  readonly readSecrets?: ReadSecrets
  /** What the store has beside the file. */
  readonly declared?: readonly DeclaredEntry[]
  /** Another organisation than the file's: of that one the file says only where the store is and where the host listens. */
  readonly organisation?: string
}

/**
 * Reads a configuration file (YAML, JSON, or TypeScript with a default export), loads the connectors it names, and checks
 * everything that can be checked without asking a vendor.
 *
 * Nothing is thrown for what people write: every mistake is a problem with its place, all of them at once. What is wrong in an entry
 * of the store keeps nothing else from being used.
 */
export async function loadConfiguration(
  file: string,
  options: LoadOptions = {},
): Promise<LoadedConfiguration> {
  const absolute = resolve(file)
  const problems = collectProblems()
  const read = await readFileOf(absolute, problems)
  if (read === undefined) return { problems: problems.finish([], () => []) }
  const { isolate, organisation, declared = [] } = options
  const { document } = read
  const folder = dirname(absolute)
  const written =
    organisation === undefined ? document.value : sharedPart(document.value, organisation)
  const environment = await withSecrets(
    { document, written, folder },
    {
      environment: options.environment ?? process.env,
      entries: declared.map(({ value }) => value),
      readSecrets: options.readSecrets,
    },
    problems,
  )
  if (environment === undefined) return { problems: problems.finish([], () => []) }
  const base: Base = {
    file: absolute,
    folder,
    document,
    written,
    environment,
    loadConnector: connectorLoader(folder, { isolate }),
  }
  const alone = await readMerged(base)
  return alone.configuration === undefined || declared.length === 0
    ? alone
    : loadDeclared(base, alone.configuration, declared)
}

/** What a file says for organisations that are not set up in it. */
function sharedPart(value: unknown, organisation: string): unknown {
  const { version, store, host, rates, modules, secrets, people } = isPlainObject(value)
    ? value
    : {}
  const shared = {
    version,
    organisation,
    store,
    host,
    rates,
    modules,
    secrets,
    people: signingIn(people),
  }
  return Object.fromEntries(Object.entries(shared).filter(([, part]) => part !== undefined))
}

/** What a file says before variables are put in and anything is checked; undefined where it cannot be read. */
export async function writtenConfiguration(file: string): Promise<unknown> {
  const read = await readFileOf(resolve(file), collectProblems())
  return read?.document.value
}

/** How people sign in, which is the same everywhere; mails are sent by a connection, and that is of one organisation. */
function signingIn(people: unknown): unknown {
  if (!isPlainObject(people)) return people
  const { mail: _, ...rest } = people
  return rest
}

async function readFileOf(file: string, problems: Problems): Promise<ReadDocument | undefined> {
  const nothing = parseText(file, '').document
  try {
    const read = await readDocument(file)
    const [broken] = read.problems
    if (broken !== undefined) problems.addSyntax(read.document, broken)
    else if (read.document.value === null || read.document.value === undefined)
      problems.add(nothing, [], {
        message: 'the file is empty',
        hint: 'Run `cartograph init` in an empty folder to see what belongs into it.',
      })
    else return read
  } catch (error) {
    problems.add(nothing, [], {
      message: `the file ${fileMessage(error)}`,
      hint: 'Run `cartograph init` to write one, or name another with --config FILE.',
    })
  }
  return undefined
}
