import type { Connector, Json } from '@cartograph/core'
import { isFault } from '@cartograph/core'
import { contracts, type Contracts } from './contracts.ts'
import { inTime } from './in-time.ts'
import { findConnectorPackage, ofPackage, type ConnectorPackage, type Refusal } from './package.ts'

export interface LoadedConnector extends ConnectorPackage {
  readonly connector: Connector<unknown, Json>
}

/** Loads connectors by name, each once; for a connection that isolates its connector, once more for it alone. */
export type LoadConnector = (
  name: string,
  isolatedFor?: string,
) => Promise<LoadedConnector | Refusal>

/** Loads a package's module, wherever its code is to run; `givenUp` says that it is not used. */
export type ImportModule = (
  found: ConnectorPackage,
  givenUp: AbortSignal,
) => Promise<Readonly<Record<string, unknown>>>

export interface LoaderOptions {
  /** Default: the versions of the contract that this host speaks. */
  readonly contracts?: Contracts
  /** How long a package may take to load. Default 30 seconds. */
  readonly importMs?: number
  /** How the connector of a connection is loaded that isolates it. */
  readonly isolate?: ((connection: string) => ImportModule) | undefined
}

/** A loader for the configuration in `folder`. A package's code runs only after its contract is known to fit. */
export function connectorLoader(folder: string, options: LoaderOptions = {}): LoadConnector {
  const loaded = new Map<string, Promise<LoadedConnector | Refusal>>()
  return (name, isolatedFor) => {
    const place = JSON.stringify([name, isolatedFor])
    const known = loaded.get(place) ?? load(name, folder, { ...options, isolatedFor })
    loaded.set(place, known)
    return known
  }
}

async function load(
  name: string,
  folder: string,
  options: LoaderOptions & { readonly isolatedFor: string | undefined },
): Promise<LoadedConnector | Refusal> {
  const { contracts: known = contracts, importMs = 30_000, isolatedFor, isolate } = options
  const found = await findConnectorPackage(name, folder, known)
  if (!('entry' in found)) return found
  const importModule = isolatedFor === undefined ? importHere : isolate?.(isolatedFor)
  // What asks for isolation never runs without.
  if (importModule === undefined)
    return { message: `${found.name} is to be isolated, which is not possible here` }
  const givenUp = new AbortController()
  const importing = (each: ConnectorPackage) => importModule(each, givenUp.signal)
  const result = await loadPackage(found, known, { importing, importMs })
  if (!('connector' in result)) givenUp.abort()
  return ofPackage(result)
}

const importHere: ImportModule = async ({ entry }) =>
  (await import(entry)) as Readonly<Record<string, unknown>>

async function loadPackage(
  found: ConnectorPackage,
  known: Contracts,
  {
    importing,
    importMs,
  }: {
    readonly importing: (found: ConnectorPackage) => ReturnType<ImportModule>
    readonly importMs: number
  },
): Promise<LoadedConnector | Refusal> {
  const label = `${found.name} ${found.version}`
  let module: Readonly<Record<string, unknown>>
  try {
    const late = () => new Error(`it is not done after ${importMs / 1000} seconds`)
    module = await inTime(importing(found), importMs, late)
  } catch (error) {
    return {
      message: `${label} fails while it is loaded: ${firstLine(error)}`,
      hint: 'Install the package again; if that does not help, tell its author.',
    }
  }
  const chosen = definitionIn(module, found.contract, label)
  if (!('definition' in chosen)) return chosen
  const accepted = known[found.contract]?.(chosen.definition) ?? { missing: [] }
  if ('missing' in accepted)
    return {
      message: `the connector "${chosen.key}" of ${label} lacks ${accepted.missing.join(', ')}`,
      hint: 'Tell the author of the package.',
    }
  const { connector } = accepted
  const unprintable = printingFault(connector)
  if (unprintable !== undefined)
    return {
      message: `${label} does not describe its settings as JSON Schema: ${unprintable}`,
      hint: 'Without that nobody knows which of them are secret. Tell the author of the package.',
    }
  return { ...found, connector }
}

/** The one definition of the version that the package declares; it may carry definitions of other versions beside it. */
function definitionIn(
  module: Readonly<Record<string, unknown>>,
  contract: string,
  label: string,
): { readonly definition: object; readonly key: string } | Refusal {
  const marked = Object.entries(module).flatMap(([key, value]) =>
    isDefinition(value) ? [{ key, definition: value }] : [],
  )
  const fitting = marked.filter(({ definition }) => definition.specificationVersion === contract)
  const distinct = [...new Map(fitting.map((each) => [each.definition, each])).values()]
  const [only] = distinct
  const [other] = marked
  if (only === undefined && other !== undefined)
    return {
      message: `${label} declares contract ${contract} in its package.json, but its connector "${other.key}" is of contract ${String(other.definition.specificationVersion)}`,
      hint: 'Tell the author of the package.',
    }
  if (only === undefined)
    return { message: `${label} exports no connector`, hint: 'Tell the author of the package.' }
  if (distinct.length > 1)
    return {
      message: `${label} exports more than one connector: ${distinct.map(({ key }) => key).join(', ')}`,
      hint: 'A package holds one connector. Tell its author.',
    }
  return only
}

function printingFault({ config }: Connector<unknown, Json>): string | undefined {
  try {
    config['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
    return undefined
  } catch (error) {
    return firstLine(error)
  }
}

function isDefinition(value: unknown): value is { readonly specificationVersion: unknown } {
  return typeof value === 'object' && value !== null && 'specificationVersion' in value
}

/** What was thrown, in one line and without a stack. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error || isFault(error) ? error.message : String(error)
  return message.split('\n', 1)[0] ?? ''
}
