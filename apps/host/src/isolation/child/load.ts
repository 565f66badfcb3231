import { describe } from './description.ts'
import type { Description } from '../protocol.ts'

export interface LoadedExports {
  readonly definitions: readonly object[]
  readonly exports: readonly {
    readonly names: readonly string[]
    readonly description: Description
  }[]
}

/** Loads a connector's module, and describes every export that says which version of the contract it is of. */
export async function loadExports(entry: string): Promise<LoadedExports> {
  const module = (await import(entry)) as Readonly<Record<string, unknown>>
  const names = new Map<object, string[]>()
  for (const [name, value] of Object.entries(module))
    if (typeof value === 'object' && value !== null && 'specificationVersion' in value)
      names.set(value, [...(names.get(value) ?? []), name])
  const definitions = [...names.keys()]
  return {
    definitions,
    exports: definitions.map((definition) => ({
      names: names.get(definition) ?? [],
      description: describe(definition),
    })),
  }
}
