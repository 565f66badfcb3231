/**
 * The columns of a file that holds rows with both lists of columns; the first is the key's.
 *
 * The result depends on the set of lists alone, not on the order in which they come: joining is commutative,
 * associative and repeatable, so a file is the same whatever batches brought its rows. A list that has all columns
 * decides their order (of several such lists the last one by name); where none has, they are sorted by name.
 */
export function joinColumns(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b || a.length === 0) return b
  if (b.length === 0) return a
  const inA = new Set(a)
  const inB = new Set(b)
  const isWithinA = b.every((name) => inA.has(name))
  const isWithinB = a.every((name) => inB.has(name))
  if (isWithinA && isWithinB) return isGreater(a, b) ? a : b
  if (isWithinA) return a
  if (isWithinB) return b
  const [key = '', ...others] = new Set([...a, ...b])
  return [key, ...others.toSorted()]
}

function isGreater(a: readonly string[], b: readonly string[]): boolean {
  const at = a.findIndex((name, index) => name !== b[index])
  return at === -1 || (a[at] ?? '') > (b[at] ?? '')
}
