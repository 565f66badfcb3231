import type { Connection } from '../config/index.ts'

/** A connection of a published connector, as a configuration gives it; without budgets, which would take a suite long. */
export function connectorConnection(
  connector: { readonly id: string },
  config: object,
  more: Partial<Connection> = {},
): Connection {
  return {
    id: 'vendor',
    connectorName: `@cartograph/connector-${connector.id}`,
    version: '0.0.0',
    connector: connector as Connection['connector'],
    config,
    fingerprint: 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'off',
    mappings: [],
    ...more,
  }
}
