import type { Connector, Json } from '@cartograph/core'
import { isFault } from '@cartograph/core'
import { findConnectorPackage, type ConnectorPackage, type Refusal } from './package.ts'

export interface LoadedConnector extends ConnectorPackage {
  readonly connector: Connector<unknown, Json>
}

/** Loads connectors by name, each once. */
export type LoadConnector = (name: string) => Promise<LoadedConnector | Refusal>

/** A loader for the configuration in `folder`. A package's code runs only after its contract is known to fit. */
export function connectorLoader(folder: string): LoadConnector {
  const loaded = new Map<string, Promise<LoadedConnector | Refusal>>()
  return (name) => {
    const known = loaded.get(name) ?? load(name, folder)
    loaded.set(name, known)
    return known
  }
}

async function load(name: string, folder: string): Promise<LoadedConnector | Refusal> {
  const found = await findConnectorPackage(name, folder)
  if (!('entry' in found)) return found
  const label = `${found.name} ${found.version}`
  let module: Readonly<Record<string, unknown>>
  try {
    module = (await import(found.entry)) as Readonly<Record<string, unknown>>
  } catch (error) {
    return {
      message: `${label} fails while it is loaded: ${firstLine(error)}`,
      hint: 'Install the package again; if that does not help, tell its author.',
    }
  }
  const marked = Object.entries(module).filter(([, value]) => isMarked(value))
  const distinct = [...new Map(marked.map(([key, value]) => [value, key]))]
  const [only] = distinct
  if (only === undefined)
    return { message: `${label} exports no connector`, hint: 'Tell the author of the package.' }
  if (distinct.length > 1)
    return {
      message: `${label} exports more than one connector: ${distinct.map(([, key]) => key).join(', ')}`,
      hint: 'A package holds one connector. Tell its author.',
    }
  const missing = missingParts(only[0])
  if (missing.length > 0)
    return {
      message: `the connector "${only[1]}" of ${label} lacks ${missing.join(', ')}`,
      hint: 'Tell the author of the package.',
    }
  const connector = only[0] as Connector<unknown, Json>
  const unprintable = printingFault(connector)
  if (unprintable !== undefined)
    return {
      message: `${label} does not describe its settings as JSON Schema: ${unprintable}`,
      hint: 'Without that nobody knows which of them are secret. Tell the author of the package.',
    }
  return { ...found, connector }
}

function printingFault({ config }: Connector<unknown, Json>): string | undefined {
  try {
    config['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
    return undefined
  } catch (error) {
    return firstLine(error)
  }
}

function isMarked(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'specificationVersion' in value &&
    value.specificationVersion === 'v1'
  )
}

function missingParts(value: unknown): readonly string[] {
  const { id, config, hosts, check, parts } = value as Partial<Connector<unknown, Json>>
  const present = {
    id: typeof id === 'string',
    config: typeof config === 'object' && '~standard' in config,
    hosts: typeof hosts === 'function',
    check: typeof check === 'function',
    parts: typeof parts === 'function',
  }
  return Object.entries(present).flatMap(([name, there]) => (there ? [] : [name]))
}

/** What was thrown, in one line and without a stack. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error || isFault(error) ? error.message : String(error)
  return message.split('\n', 1)[0] ?? ''
}
