import type { Configuration } from '../config/index.ts'

/** The nodes of a configuration as a person reads them, one a line; nothing where there are none. */
export function customerNodesText({ customers }: Configuration): string {
  const nodes = [...(customers?.nodes.values() ?? [])]
  if (nodes.length === 0) return ''
  const lines = nodes.map((node) => {
    const name = node.name === node.id ? node.id : `${node.id} (${node.name})`
    if (node.kind === 'entry') return `  ${name}: customers of ${node.connections.join(', ')}`
    const wins = node.priority === 'order' ? 'the first that knows wins' : 'the newest value wins'
    return `  ${name}: merges ${node.of.join(', ')}; ${wins}`
  })
  return `Nodes:\n${lines.join('\n')}\n`
}
