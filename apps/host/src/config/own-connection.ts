import type { Connection } from './configuration.ts'
import type { CustomerNode } from './customer-settings.ts'
import { ownConnector, ownConnectorId } from './own-connector.ts'
import { hostVersion } from '../host-version/index.ts'

/**
 * The id of the built-in connection of the organisation, or of a node that owns connections.
 *
 * What is written for a node is then seen by that node and by no other, like everything that its own connections know.
 */
export function ownConnectionId(node?: string): string {
  return node === undefined ? ownConnectorId : `${ownConnectorId}-${node}`
}

/** Whether an id is kept for built-in connections. */
export function isOwnConnectionId(id: string): boolean {
  return id === ownConnectorId || id.startsWith(`${ownConnectorId}-`)
}

/** The built-in connections there are. */
export function ownConnectionIds(nodes: Iterable<CustomerNode>): readonly string[] {
  const entries = [...nodes].filter(({ kind }) => kind === 'entry')
  return [ownConnectionId(), ...entries.map(({ id }) => ownConnectionId(id))]
}

/** A built-in connection: it is there without a line in the configuration, and no run reads it. */
export function ownConnection(id: string): Connection {
  return {
    id,
    connectorName: ownConnectorId,
    version: hostVersion(),
    connector: ownConnector,
    config: {},
    fingerprint: ownConnectorId,
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings: ownConnector.parts({ config: {}, found: null }).mappings ?? [],
  }
}
