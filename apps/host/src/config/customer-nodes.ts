import { nearest } from '@cartograph/core'
import type { CustomerNode } from './customer-settings.ts'
import type { NodeShape } from './customer-shape.ts'
import type { Path } from './document.ts'
import { choice } from './naming.ts'
import type { Reading } from './reading.ts'

type Nodes = Readonly<Record<string, NodeShape>>

/**
 * Checks the trees of nodes: every name is known, no node is below itself, none is twice in a tree, and every connection has
 * one owner.
 */
export function readNodes(
  shapes: Nodes,
  connections: readonly string[],
  reading: Reading,
): ReadonlyMap<string, CustomerNode> {
  const nodes = new Map<string, CustomerNode>()
  for (const [id, shape] of Object.entries(shapes)) {
    const node = nodeOf(id, shape, shapes, reading)
    if (node !== undefined) nodes.set(id, node)
  }
  checkOwners(shapes, connections, reading)
  for (const id of Object.keys(shapes)) checkTree(id, shapes, reading)
  return nodes
}

function nodeOf(
  id: string,
  { name, country, connections, of, priority }: NodeShape,
  shapes: Nodes,
  { document, problems }: Reading,
): CustomerNode | undefined {
  const at: Path = ['customers', 'nodes', id]
  const named = { id, name: name ?? id, ...(country !== undefined && { country }) }
  if ((connections === undefined) === (of === undefined)) {
    problems.add(document, at, {
      part: 'key',
      message: 'expected either `connections`, which it owns, or `of`, the nodes that it merges',
    })
    return undefined
  }
  if (connections !== undefined) {
    if (priority !== undefined)
      problems.add(document, [...at, 'priority'], {
        part: 'key',
        message: 'only a node that merges others (`of`) has a priority among them',
        hint: 'For the connections of one node: customers.properties.priority.',
      })
    return { ...named, kind: 'entry', connections }
  }
  const children = of ?? []
  const known = Object.keys(shapes)
  for (const [index, child] of children.entries())
    if (!known.includes(child))
      problems.add(document, [...at, 'of', index], {
        message: `there is no node "${child}"${choice(nearest(child, known), known)}`,
      })
  return { ...named, kind: 'view', of: children, priority: priority ?? 'order' }
}

function checkOwners(
  shapes: Nodes,
  connections: readonly string[],
  { document, problems }: Reading,
): void {
  const owners = new Map<string, string>()
  for (const [id, shape] of Object.entries(shapes))
    for (const [index, connection] of (shape.connections ?? []).entries()) {
      const path: Path = ['customers', 'nodes', id, 'connections', index]
      const owner = owners.get(connection)
      if (!connections.includes(connection))
        problems.add(document, path, {
          message: `there is no connection "${connection}"${choice(nearest(connection, connections), connections)}`,
        })
      else if (owner === id) problems.add(document, path, { message: 'is there twice' })
      else if (owner !== undefined)
        problems.add(document, path, {
          message: `belongs to the node ${owner} already; a connection has one owner`,
          hint: 'To see the customers of several nodes together, make a node with `of`.',
        })
      else owners.set(connection, id)
    }
  const orphans = connections.filter((connection) => !owners.has(connection))
  if (Object.keys(shapes).length > 0 && orphans.length > 0)
    problems.add(document, ['customers', 'nodes'], {
      part: 'key',
      severity: 'warning',
      message: `no node owns ${orphans.join(', ')}: customers of it are in no node`,
    })
}

/** Walks down from one node, and tells of the first that is met again. */
function checkTree(root: string, shapes: Nodes, { document, problems }: Reading): void {
  const met = new Map<string, string>()
  const visit = (id: string, way: readonly string[]): void => {
    for (const [index, child] of (shapes[id]?.of ?? []).entries()) {
      const path: Path = ['customers', 'nodes', id, 'of', index]
      const before = met.get(child)
      if (child === root)
        problems.add(document, path, {
          message: `makes a circle: ${[...way, child].join(' → ')}`,
          hint: 'A node cannot be below itself.',
        })
      else if (way.includes(child)) continue
      else if (before !== undefined) {
        problems.add(document, path, {
          message: `${child} is twice in the tree of ${root}: below ${before} and below ${id}`,
          hint: 'Leave one out; a node counts once in a tree.',
        })
      } else {
        met.set(child, id)
        visit(child, [...way, child])
      }
    }
  }
  visit(root, [root])
}
