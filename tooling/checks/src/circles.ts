/** Groups of nodes that reach each other; a node alone is one only if it reaches itself. Tarjan's algorithm. */
export function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const circles: string[][] = []

  const visit = (node: string): void => {
    order.set(node, order.size)
    lowest.set(node, order.size - 1)
    open.push(node)
    isOpen.add(node)
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) {
        visit(next)
        lowest.set(node, Math.min(rank(lowest, node), rank(lowest, next)))
      } else if (isOpen.has(next)) {
        lowest.set(node, Math.min(rank(lowest, node), rank(order, next)))
      }
    }
    if (lowest.get(node) !== order.get(node)) return
    const members = open.splice(open.indexOf(node))
    for (const member of members) isOpen.delete(member)
    if (members.length > 1 || graph.get(node)?.includes(node)) circles.push(members.toSorted())
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return circles
}

function rank(ranks: ReadonlyMap<string, number>, node: string): number {
  return ranks.get(node) ?? 0
}
