import type { Connector, Json } from '@cartograph/core'

/** One version of the contract, as a host speaks it: takes a definition of that version, or names the parts that it lacks. */
export type AcceptDefinition = (
  definition: object,
) => { readonly connector: Connector<unknown, Json> } | { readonly missing: readonly string[] }

/**
 * The versions of the contract that a host speaks, by name.
 *
 * A later version stands beside the first one, and gives its definitions the form that the engine works with.
 */
export type Contracts = Readonly<Record<string, AcceptDefinition>>

export const contracts: Contracts = { v1: acceptFirst }

function acceptFirst(definition: object): ReturnType<AcceptDefinition> {
  const { id, config, hosts, check, parts } = definition as Partial<Connector<unknown, Json>>
  const present = {
    id: typeof id === 'string',
    config: typeof config === 'object' && '~standard' in config,
    hosts: typeof hosts === 'function',
    check: typeof check === 'function',
    parts: typeof parts === 'function',
  }
  const missing = Object.entries(present).flatMap(([name, there]) => (there ? [] : [name]))
  return missing.length > 0 ? { missing } : { connector: definition as Connector<unknown, Json> }
}

/** `v1`, `v1 and v2`. */
export function contractNames(known: Contracts): string {
  return Object.keys(known).join(' and ')
}

/** Whether a version that is not known comes after all that are: then the host is the older one. */
export function isNewer(version: string, known: Contracts): boolean {
  const newest = Math.max(...Object.keys(known).map(numberOf))
  return numberOf(version) > newest
}

function numberOf(version: string): number {
  return Number(/^v(\d+)$/.exec(version)?.[1] ?? 0)
}
