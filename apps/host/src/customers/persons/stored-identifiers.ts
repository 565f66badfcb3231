import type { Identifier } from '../identity/identifier.ts'

/** Identifiers as the store keeps them: pairs, as JSON. */
export function identifiersText(identifiers: readonly Identifier[]): string {
  return JSON.stringify(identifiers.map(({ namespace, value }) => [namespace, value]))
}

export function identifiersIn(text: string): readonly Identifier[] {
  return (JSON.parse(text) as readonly (readonly [string, string])[]).map(([namespace, value]) => ({
    namespace,
    value,
  }))
}
