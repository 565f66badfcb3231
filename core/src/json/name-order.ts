/** The names of an object's fields, as it has them and in the order in which they are written. */
export interface NameOrder {
  readonly names: readonly string[]
  /** Sorted by code unit. */
  readonly sorted: readonly string[]
  /** What stands before each of the sorted fields: its name as JSON, and a colon. */
  readonly heads: readonly string[]
}

const maxFirstNames = 1000
const maxWithOneFirst = 32
const maxNames = 200
/** By the first name; those that come often move to the front. */
const known = new Map<string, NameOrder[]>()

/** Objects of one kind have the same names in the same order, so that the order of a kind is worked out once. */
export function nameOrder(names: readonly string[]): NameOrder {
  const first = names[0] ?? ''
  const orders = known.get(first)
  if (orders !== undefined)
    for (let index = 0; index < orders.length; index += 1) {
      const order = orders[index]
      if (order === undefined || !isSame(order.names, names)) continue
      const before = orders[index - 1]
      if (before !== undefined) {
        orders[index - 1] = order
        orders[index] = before
      }
      return order
    }
  const sorted = names.toSorted()
  const order = { names, sorted, heads: sorted.map((name) => `${JSON.stringify(name)}:`) }
  if (names.length > maxNames) return order
  if (orders !== undefined) orders[Math.min(orders.length, maxWithOneFirst - 1)] = order
  else if (known.size < maxFirstNames) known.set(first, [order])
  return order
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  if (names.length !== others.length) return false
  for (let index = 0; index < names.length; index += 1)
    if (names[index] !== others[index]) return false
  return true
}
