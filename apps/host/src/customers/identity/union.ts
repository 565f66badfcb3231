/** Names that are put together step by step. */
export interface Union {
  /** The name that stands for the group of a name; a new name is a group of its own. */
  rootOf(name: string): string
  join(one: string, other: string): void
  /** How many names the group of a name has. */
  sizeOf(name: string): number
}

export function union(): Union {
  const parents = new Map<string, string>()
  const sizes = new Map<string, number>()
  const rootOf = (name: string): string => {
    let root = name
    for (;;) {
      const parent = parents.get(root)
      if (parent === undefined || parent === root) break
      root = parent
    }
    // The way is shortened, so that long chains are walked once.
    for (let step = name; step !== root;) {
      const next = parents.get(step) ?? root
      parents.set(step, root)
      step = next
    }
    return root
  }
  const sizeOf = (name: string) => sizes.get(rootOf(name)) ?? 1
  return {
    rootOf,
    sizeOf,
    join(one, other) {
      const [first, second] = [rootOf(one), rootOf(other)]
      if (first === second) return
      const size = sizeOf(first) + sizeOf(second)
      const [into, from] = sizeOf(first) < sizeOf(second) ? [second, first] : [first, second]
      parents.set(from, into)
      sizes.set(into, size)
    },
  }
}
