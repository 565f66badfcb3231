import { fault } from '@cartograph/core'
import { ownConnectionId, type CustomerNode } from '../../config/index.ts'

export type CustomerNodes = ReadonlyMap<string, CustomerNode>

/** @throws a `config` fault for a node that does not exist. */
export function nodeNamed(nodes: CustomerNodes, id: string): CustomerNode {
  const node = nodes.get(id)
  if (node !== undefined) return node
  throw fault({
    kind: 'config',
    message: `There is no node ${id}.`,
    hint: `The configuration has: ${[...nodes.keys()].join(', ') || 'none'}.`,
  })
}

/**
 * The connections whose customers a node sees: its own, with that of what is written for it, or those of all nodes that it merges. The configuration is checked, so
 * no circle is met.
 */
export function connectionsOf(nodes: CustomerNodes, id: string): readonly string[] {
  const node = nodeNamed(nodes, id)
  if (node.kind === 'entry') return [...node.connections, ownConnectionId(id)]
  return node.of.flatMap((child) => connectionsOf(nodes, child))
}

/** The node that owns a connection, if one does. */
export function ownerOf(nodes: CustomerNodes, connection: string): CustomerNode | undefined {
  return [...nodes.values()].find(
    (node) => node.kind === 'entry' && connectionsOf(nodes, node.id).includes(connection),
  )
}
