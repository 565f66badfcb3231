import type { Configuration } from './configuration.ts'

/** The connections whose streams become rows of the commerce model; where nothing is read from a connection, nothing of it can be missing. */
export function rowSources({ connections }: Pick<Configuration, 'connections'>): readonly string[] {
  return [...connections.values()].filter(({ mappings }) => mappings.length > 0).map(({ id }) => id)
}
